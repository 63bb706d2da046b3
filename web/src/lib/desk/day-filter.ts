import type { RequestEvent } from '@sveltejs/kit'

/** What somebody looks at, as this device remembers it. */
export interface Choice {
  /** `amt.<department>`, `platz.<desk>`, or empty for everything. */
  where: string
  view: 'kalender' | 'liste'
}

const COOKIE = 'personal-ansicht'
const YEAR_S = 365 * 86_400

/** By the address; what that does not say, as it was last time on this device. */
export function choiceOf(event: Pick<RequestEvent, 'url' | 'cookies' | 'locals'>): Choice {
  const [knownView = '', knownWhere = ''] = (event.cookies.get(COOKIE) ?? '').split('|')
  const { searchParams } = event.url
  const where = (searchParams.get('wo') ?? knownWhere).replaceAll(/[^\w.-]/g, '')
  const wanted = searchParams.get('ansicht') ?? knownView
  const view = wanted === 'liste' ? 'liste' : 'kalender'
  if (searchParams.has('wo') || searchParams.has('ansicht'))
    event.cookies.set(COOKIE, `${view}|${where}`, {
      path: '/',
      maxAge: YEAR_S,
      httpOnly: true,
      sameSite: 'lax',
      secure: event.locals.origin.startsWith('https:'),
    })
  return { where, view }
}

/** The department and the desk of a choice, as far as they exist. */
export function scopeOf(
  where: string,
  desks: readonly { id: string; department: { id: string } }[],
): { departmentId: string | null; deskId: string | null } {
  const [kind, id] = [where.slice(0, where.indexOf('.')), where.slice(where.indexOf('.') + 1)]
  const desk = kind === 'platz' ? desks.find((one) => one.id === id) : undefined
  if (desk) return { departmentId: desk.department.id, deskId: desk.id }
  const known = kind === 'amt' && desks.some(({ department }) => department.id === id)
  return { departmentId: known ? id : null, deskId: null }
}
