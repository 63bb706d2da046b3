import { error, redirect, type RequestEvent } from '@sveltejs/kit'
import { ask } from '#lib/graphql/client.ts'
import { href, locale } from '#lib/i18n/i18n.ts'
import { dayOf, isDay } from '#lib/time/time.ts'
import { scopeOf } from '../day-filter.ts'
import { TodayPage_Desks } from '../desk.graphql.ts'
import { StaffFrame_Viewer } from '#lib/staff/frame.graphql.ts'

/**
 * Which day and desks a list is wanted of, for clerks alone. Files have no page around them that would ask who is
 * calling.
 * @param where as in `Choice`
 */
export async function wantedList(event: Pick<RequestEvent, 'fetch' | 'url'>, where: string) {
  const { viewer } = await ask(event, StaffFrame_Viewer, {})
  if (!viewer) redirect(303, href('/personal/anmelden'))
  // What is not for everybody looks as if it were not there.
  if (!viewer.roles.some((role) => role === 'admin' || role === 'clerk')) error(404, 'not for this role')
  const { desks } = await ask(event, TodayPage_Desks, { locale: locale() })
  const today = dayOf(new Date())
  const wanted = event.url.searchParams.get('tag')
  return { today, day: isDay(wanted) ? wanted : today, desks, scope: scopeOf(where, desks) }
}
