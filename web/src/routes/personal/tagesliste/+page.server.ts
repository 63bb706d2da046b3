import { query } from '#lib/graphql/client.ts'
import { locale } from '#lib/i18n/i18n.ts'
import { dayFilterOf } from '#lib/desk/day-filter.ts'
import { DayListPage_Day } from '#lib/desk/day-list/day-list.graphql.ts'
import { sheetsOf } from '#lib/desk/day-list/desk-sheets.ts'
import { dayListScope } from '#lib/desk/day-list/day-list-scope.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const filter = dayFilterOf(event)
  const { today, day, desks, scope } = await dayListScope(event, filter.where)
  const { bookings } = await query(event, DayListPage_Day, {
    day,
    departmentId: scope.departmentId,
    locale: locale(),
  })
  const sheets = sheetsOf(
    bookings,
    desks.map(({ id }) => id),
    scope.deskId,
  )
  return { today, day, filter, desks, sheets, asOf: new Date().toISOString() }
}
