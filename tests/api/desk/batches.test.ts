import pg from 'pg'
import { expect, test, vi } from 'vitest'
import { testApp } from '../../support/app.ts'
import { citizen, ERIKA } from '../../support/citizen.ts'
import { newStaff, signIn } from '../staff/staff-fixtures.ts'

/** A Monday. */
const clock = new Date('2027-03-01T07:00:00Z')
const product = await testApp({ now: () => clock })
const { book, nextSlots } = citizen(product)
const items = [{ serviceId: 'reisepass-beantragen' }]
const DAY = '2027-03-02'

/** Books so many visits on the day. */
async function bookVisits(count: number): Promise<void> {
  for (const { startsAt } of (await nextSlots(items, 50, `${DAY}T05:00:00Z`)).slice(0, count))
    expect((await book({ items, startsAt, contact: ERIKA })).__typename).toBe('NewBooking')
}

/** Sends a query as staff; returns its data and the number of SQL statements that read appointments. */
async function countStatements<T>(query: string, headers: Record<string, string>) {
  const spy = vi.spyOn(pg.Client.prototype, 'query')
  try {
    const data = await product.ask<T>(query, {}, { headers })
    const calls = spy.mock.calls as unknown as [{ name?: string }][]
    return { data, statements: calls.filter(([query]) => query.name === 'appointment').length }
  } finally {
    spy.mockRestore()
  }
}

test('the calendar objects of ten bookings are read by one SQL statement', async () => {
  const { headers } = await signIn(product, (await newStaff(product, { roles: ['admin'] })).email)
  await bookVisits(10)
  const { data, statements } = await countStatements<{ bookings: { icalendar: string }[] }>(
    `{ bookings(from: "${DAY}", to: "${DAY}") { icalendar } }`,
    headers,
  )
  const uids = data.bookings.map(({ icalendar }) => /^UID:(.+)$/m.exec(icalendar)![1])
  expect(new Set(uids).size).toBe(10)
  expect(statements).toBe(1)
})

test('the mails of all bookings in a preview are read by one SQL statement', async () => {
  const { headers } = await signIn(product, (await newStaff(product, { roles: ['admin'] })).email)
  const { data, statements } = await countStatements<{
    previewPlanChange: { bookings: { moved: Mail; cancelled: Mail }[] }
  }>(
    `{ previewPlanChange(input: { addClosures: [{ wholeHouse: true, kind: OTHER, reason: "Umbau", firstDay: "${DAY}", lastDay: "${DAY}" }] }) {
         ... on PlanPreview { bookings {
           moved: mail(startsAt: "2027-03-03T09:00:00Z", reason: "Umbau") { subject }
           cancelled: mail(reason: "Umbau") { subject } } } } }`,
    headers,
  )
  expect(data.previewPlanChange.bookings).toHaveLength(10)
  for (const { moved, cancelled } of data.previewPlanChange.bookings) {
    expect(moved.subject).toContain('verschieben')
    expect(cancelled.subject).toContain('absagen')
  }
  expect(statements).toBe(1)
})

interface Mail {
  subject: string
}
