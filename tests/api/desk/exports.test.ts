import { expect, test } from 'vitest'
import { testApp } from '../../support/app.ts'
import { citizen } from '../../support/citizen.ts'
import { newStaff, signIn } from '../staff/staff-fixtures.ts'

/** A Monday. */
const clock = new Date('2027-03-01T07:00:00Z')
const product = await testApp({ now: () => clock })
const { book, nextSlots } = citizen(product)

const NAME = '=1+1'
const DAY = '2027-03-02'

async function booked(serviceId: string): Promise<string> {
  const [slot] = await nextSlots([{ serviceId }], 1, `${DAY}T05:00:00Z`)
  expect(slot!.startsAt).toContain(DAY)
  const contact = { name: NAME, email: 'erika@beispiel.example', phone: '03461 445300' }
  const { booking } = await book({ items: [{ serviceId }], startsAt: slot!.startsAt, contact })
  return booking!.id
}
const passport = await booked('reisepass-beantragen')
const housing = await booked('wohngeld')

async function exported(given: { roles?: string[]; departmentId?: string }, input: object = {}) {
  const { id, email } = await newStaff(product, given)
  const { headers } = await signIn(product, email)
  const { exportBookings } = await product.ask(
    `mutation ($input: ExportBookingsInput!) { exportBookings(input: $input) { __typename
       ... on RefusedError { code } ... on ExportedBookings { bookings { id contact { name } atDesk { desk { id } } } } } }`,
    { input: { day: DAY, ...input } },
    { headers },
  )
  return { id, ...exportBookings }
}
const idsOf = ({ bookings }: { bookings: { id: string }[] }) => bookings.map(({ id }) => id)

test('exportBookings returns only bookings of the own department, whatever the filter', async () => {
  expect(idsOf(await exported({ departmentId: 'wohngeld' }))).toEqual([housing])
  expect(
    idsOf(await exported({ departmentId: 'wohngeld' }, { departmentId: 'einwohnermeldewesen' })),
  ).toEqual([])
  expect(idsOf(await exported({ departmentId: 'standesamt' }))).toEqual([])
  expect(idsOf(await exported({ departmentId: 'wohngeld' }, { day: '2027-03-03' }))).toEqual([])
  const all = await exported({ roles: ['admin'] })
  expect(idsOf(all).toSorted()).toEqual([passport, housing].toSorted())
  const { desk } = all.bookings.find(({ id }: { id: string }) => id === passport).atDesk
  expect(idsOf(await exported({ roles: ['admin'] }, { deskId: desk.id }))).toEqual([passport])
})

test('exportBookings is refused to planners and editors, and not recorded in the audit', async () => {
  for (const role of ['planner', 'editor']) {
    const { id, ...refused } = await exported({ roles: [role], departmentId: 'wohngeld' })
    expect(refused).toEqual({ __typename: 'RefusedError', code: 'NOT_ALLOWED' })
    expect(await entriesOf(id)).toEqual([])
  }
})

const entriesOf = async (staffId: string) =>
  (
    await product.app.db.pool.query(
      'SELECT action, booking_id, detail FROM audit_entry WHERE actor = $1 AND action = $2',
      [`staff:${staffId}`, 'booking.exported'],
    )
  ).rows

test('an export is recorded in the audit with clerk, day, desks and count, without personal data', async () => {
  const { id, bookings } = await exported({ departmentId: 'wohngeld' }, { departmentId: 'wohngeld' })
  expect(bookings[0].contact.name).toBe(NAME)
  const detail = { day: DAY, desks: [bookings[0].atDesk.desk.id], count: 1 }
  expect(await entriesOf(id)).toEqual([{ action: 'booking.exported', booking_id: null, detail }])
  // The audit entry contains no input of the caller except the day.
  const other = await exported({ departmentId: 'wohngeld' }, { departmentId: 'Erika', deskId: 'Beispiel' })
  expect(await entriesOf(other.id)).toMatchObject([{ detail: { day: DAY, desks: [], count: 0 } }])
})
