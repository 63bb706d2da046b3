import { redirect, type RequestEvent } from '@sveltejs/kit'
import { mutate } from '#lib/graphql/client.ts'
import { href, locale, m } from '#lib/i18n/i18n.ts'
import { type Table, tableOf } from '#lib/server/files/table.ts'
import { clockDigits, dayOf } from '#lib/time/time.ts'
import { nameOf, visitStatusLabel } from '../visit-labels.ts'
import { DayListPage_Export, type ListedVisitData } from './day-list.graphql.ts'
import { dayListScope } from './day-list-scope.server.ts'

/** The day list for the signed-in member of staff, and its file name. The API records the export in the audit. */
export async function dayTableFor(event: Pick<RequestEvent, 'fetch' | 'url'>) {
  const where = event.url.searchParams.get('wo') ?? ''
  const { day, scope } = await dayListScope(event, where)
  const { exportBookings: outcome } = await mutate(event, DayListPage_Export, {
    input: { day, ...scope },
    locale: locale(),
  })
  // The session has ended meanwhile: it expired, or an admin ended it.
  if (outcome.__typename !== 'ExportedBookings') redirect(303, href('/personal/anmelden'))
  const only = scope.deskId ?? scope.departmentId
  return { table: dayTable(outcome.bookings), fileName: `tagesliste-${day}${only ? `-${only}` : ''}` }
}

/** One row for each visit, cancelled ones included; the status column shows it. */
export const dayTable = (visits: readonly ListedVisitData[]): Table =>
  tableOf(
    m.desk_sheet(),
    [
      { head: m.desk_sheet_date(), kind: 'day', of: ({ startsAt }) => dayOf(startsAt) },
      { head: m.desk_sheet_from(), kind: 'time', of: ({ startsAt }) => clockDigits(startsAt) },
      { head: m.desk_sheet_to(), kind: 'time', of: ({ endsAt }) => clockDigits(endsAt) },
      { head: m.staff_col_who(), kind: 'text', of: nameOf },
      {
        head: m.staff_col_what(),
        kind: 'text',
        of: ({ items }) => items.map(({ service }) => service.title).join('\n'),
      },
      {
        head: m.desk_book_persons(),
        kind: 'whole',
        of: ({ items }) => Math.max(...items.map(({ persons }) => persons)),
      },
      { head: m.desk_book_phone(), kind: 'text', of: ({ contact }) => contact?.phoneDisplay ?? null },
      { head: m.staff_col_status(), kind: 'text', of: visitStatusLabel },
      { head: m.staff_col_reference(), kind: 'text', of: ({ reference }) => reference },
      { head: m.desk_col_desk(), kind: 'text', of: ({ atDesk }) => atDesk?.desk.name ?? null },
      { head: m.staff_texts_department(), kind: 'text', of: ({ department }) => department.name },
      {
        head: m.desk_sheet_citizen_remark(),
        kind: 'text',
        of: ({ atDesk }) => atDesk?.citizenRemark ?? null,
      },
      { head: m.desk_sheet_remark(), kind: 'text', of: ({ atDesk }) => atDesk?.remark ?? null },
    ],
    visits,
  )
