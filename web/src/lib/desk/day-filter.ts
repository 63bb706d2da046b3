import type { RequestEvent } from '@sveltejs/kit'

export type DayView = 'calendar' | 'list'

/** The names of the views in addresses, parameter `ansicht`. */
export const VIEW_PARAMETER: Record<DayView, string> = { calendar: 'kalender', list: 'liste' }

/** Which desks a page of the day shows, and how; kept in a cookie of this device. */
export interface DayFilter {
  /** `amt.<department>`, `platz.<desk>`, or empty for all desks. */
  where: string
  view: DayView
}

const COOKIE = 'personal-ansicht'
const YEAR_S = 365 * 86_400

/** From the address; parameters that are missing there come from the cookie. */
export function dayFilterOf(event: Pick<RequestEvent, 'url' | 'cookies' | 'locals'>): DayFilter {
  const [knownView = '', knownWhere = ''] = (event.cookies.get(COOKIE) ?? '').split('|')
  const { searchParams } = event.url
  const where = (searchParams.get('wo') ?? knownWhere).replaceAll(/[^\w.-]/g, '')
  const wanted = searchParams.get('ansicht') ?? knownView
  const view = wanted === VIEW_PARAMETER.list ? 'list' : 'calendar'
  if (searchParams.has('wo') || searchParams.has('ansicht'))
    event.cookies.set(COOKIE, `${VIEW_PARAMETER[view]}|${where}`, {
      path: '/',
      maxAge: YEAR_S,
      httpOnly: true,
      sameSite: 'lax',
      secure: event.locals.origin.startsWith('https:'),
    })
  return { where, view }
}

/** The parameters of an address that shows a day by this filter. */
export const dayParameters = (
  day: string,
  { where, view }: DayFilter,
): Record<'tag' | 'wo' | 'ansicht', string> => ({ tag: day, wo: where, ansicht: VIEW_PARAMETER[view] })

/** The department and the desk of a filter, as far as they exist. */
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
