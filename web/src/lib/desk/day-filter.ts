import type { RequestEvent } from '@sveltejs/kit'

export type DayView = 'calendar' | 'list'

/** The views' values of the URL parameter `ansicht`. */
export const VIEW_PARAMETER: Record<DayView, string> = { calendar: 'kalender', list: 'liste' }

/** The desks and the view of the day's pages; stored in a cookie. */
export interface DayFilter {
  /** `amt.<department>`, `platz.<desk>`, or empty for all desks. */
  where: string
  view: DayView
}

const COOKIE = 'personal-ansicht'
const YEAR_S = 365 * 86_400

/** Reads the filter from the URL; missing parameters come from the cookie. */
export function dayFilterOf(event: Pick<RequestEvent, 'url' | 'cookies' | 'locals'>): DayFilter {
  const [knownView = '', knownWhere = ''] = (event.cookies.get(COOKIE) ?? '').split('|')
  const { searchParams } = event.url
  const where = (searchParams.get('wo') ?? knownWhere).replaceAll(/[^\w.-]/g, '')
  const viewValue = searchParams.get('ansicht') ?? knownView
  const view = viewValue === VIEW_PARAMETER.list ? 'list' : 'calendar'
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

/** The URL parameters of a day with this filter. */
export const dayParameters = (
  day: string,
  { where, view }: DayFilter,
): Record<'tag' | 'wo' | 'ansicht', string> => ({ tag: day, wo: where, ansicht: VIEW_PARAMETER[view] })

/** The department and the desk of a filter; null if they do not exist. */
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
