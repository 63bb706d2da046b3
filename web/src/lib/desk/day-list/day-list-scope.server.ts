import { error, redirect, type RequestEvent } from '@sveltejs/kit'
import { query } from '#lib/graphql/client.ts'
import { href, locale } from '#lib/i18n/i18n.ts'
import { dayOf, isDay } from '#lib/time/time.ts'
import { scopeOf } from '../day-filter.ts'
import { TodayPage_Desks } from '../desk.graphql.ts'
import { StaffFrame_Viewer } from '#lib/staff/frame.graphql.ts'

/**
 * Day and desks of a requested list, for clerks only. Checks the session, because files are not below the staff layout,
 * which does that for pages.
 * @param where as in `DayFilter`
 */
export async function dayListScope(event: Pick<RequestEvent, 'fetch' | 'url'>, where: string) {
  const { viewer } = await query(event, StaffFrame_Viewer, {})
  if (!viewer) redirect(303, href('/personal/anmelden'))
  // Other roles get the same answer as for a missing page.
  if (!viewer.roles.some((role) => role === 'admin' || role === 'clerk')) error(404, 'not for this role')
  const { desks } = await query(event, TodayPage_Desks, { locale: locale() })
  const today = dayOf(new Date())
  const requestedDay = event.url.searchParams.get('tag')
  return { today, day: isDay(requestedDay) ? requestedDay : today, desks, scope: scopeOf(where, desks) }
}
