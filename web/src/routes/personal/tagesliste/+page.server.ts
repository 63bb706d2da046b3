import { ask } from '#lib/graphql/client.ts'
import { locale } from '#lib/i18n/i18n.ts'
import { choiceOf } from '#lib/desk/day-filter.ts'
import { DayListPage_Day } from '#lib/desk/day-list/day-list.graphql.ts'
import { sheetsOf } from '#lib/desk/day-list/desk-sheets.ts'
import { wantedList } from '#lib/desk/day-list/day-list-scope.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const choice = choiceOf(event)
  const { today, day, desks, scope } = await wantedList(event, choice.where)
  const { bookings } = await ask(event, DayListPage_Day, {
    day,
    departmentId: scope.departmentId,
    locale: locale(),
  })
  const sheets = sheetsOf(
    bookings,
    desks.map(({ id }) => id),
    scope.deskId,
  )
  return { today, day, choice, desks, sheets, asOf: new Date().toISOString() }
}
