import { ask } from '#lib/graphql/client.ts'
import { locale } from '#lib/i18n/index.ts'
import { choiceOf } from '../choice.ts'
import { DayListPage_Day } from './day-list.graphql.ts'
import { sheetsOf } from './sheets.ts'
import { wantedList } from './wanted.server.ts'
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
