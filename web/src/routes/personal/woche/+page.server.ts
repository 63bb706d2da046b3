import { query } from '#lib/graphql/client.ts'
import { locale } from '#lib/i18n/i18n.ts'
import { addDays, dayOf, isDay } from '#lib/time/time.ts'
import { dayFilterOf, scopeOf } from '#lib/desk/day-filter.ts'
import { TodayPage_Desks } from '#lib/desk/desk.graphql.ts'
import { countsOf, mondayOf } from '#lib/desk/week/week-counts.ts'
import { WeekPage_Bookings } from '#lib/desk/week/week.graphql.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  await event.parent()
  const { searchParams } = event.url
  const today = dayOf(new Date())
  const requestedDay = searchParams.get('tag')
  const monday = mondayOf(isDay(requestedDay) ? requestedDay : today)
  const all = searchParams.get('tage') === '7'
  const days = Array.from({ length: all ? 7 : 5 }, (_, index) => addDays(monday, index))
  const { desks } = await query(event, TodayPage_Desks, { locale: locale() })
  const filter = dayFilterOf(event)
  const { departmentId, deskId } = scopeOf(filter.where, desks)
  const { bookings, deskHours } = await query(event, WeekPage_Bookings, {
    from: monday,
    to: days.at(-1)!,
    departmentId,
  })
  return {
    today,
    monday,
    days,
    all,
    where: filter.where,
    desks: desks.filter(
      ({ id, department }) => (!departmentId || department.id === departmentId) && (!deskId || id === deskId),
    ),
    counts: [...countsOf(bookings)],
    open: deskHours.filter(({ open }) => open.length > 0).map(({ deskId, date }) => `${deskId} ${date}`),
  }
}
