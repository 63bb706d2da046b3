import { expect, test } from 'vitest'
import { testApp } from '../../support/app.ts'
import { citizen } from '../../support/citizen.ts'
import { newStaff, signIn } from '../staff/staff-fixtures.ts'

/** A Monday. The clock of this file is fixed. */
const clock = new Date('2027-03-01T07:00:00Z')
const product = await testApp({ now: () => clock })
const { app, ask } = product
const { book, nextSlots } = citizen(product)
const items = [{ serviceId: 'reisepass-beantragen' }]

interface Option {
  booking: { id: string; version: number; startsAt: string; endsAt: string; atDesk: { desk: { id: string } } }
  proposals: { startsAt: string; desk: { id: string } }[]
}

async function clerkOf(departmentId: string) {
  const { email } = await newStaff(product, { departmentId })
  const { headers } = await signIn(product, email)
  return {
    options: async (bookingIds: string[], day?: string) =>
      (
        await ask<{ moveOptions: Option[] }>(
          `query Options($ids: [ID!]!, $day: Date) { moveOptions(bookingIds: $ids, day: $day) {
             booking { id version startsAt endsAt atDesk { desk { id } } }
             proposals { startsAt desk { id } } } }`,
          { ids: bookingIds, day },
          { headers },
        )
      ).moveOptions,
    move: async (moves: object[]) =>
      (
        await ask<{ moveBookings: { __typename: string; bookingId?: string } }>(
          `mutation Move($moves: [MoveInput!]!) { moveBookings(input: { moves: $moves }) { __typename
             ... on SlotTakenError { bookingId } } }`,
          { moves },
          { headers },
        )
      ).moveBookings,
  }
}
const kim = await clerkOf('einwohnermeldewesen')
const uli = await clerkOf('standesamt')

/** Books all free desks at the first free start. */
async function bookedTogether(): Promise<string[]> {
  const [slot] = await nextSlots(items, 1)
  const ids: string[] = []
  for (let left = slot!.free; left > 0; left--)
    ids.push((await book({ items, startsAt: slot!.startsAt })).booking!.id)
  return ids
}

test('moveOptions proposes starts near the old ones that can all be taken together', async () => {
  const ids = await bookedTogether()
  const options = await kim.options(ids)
  expect(options.map(({ booking }) => booking.id).toSorted()).toEqual(ids.toSorted())
  const places = options.flatMap(({ booking, proposals }) =>
    proposals.map(({ startsAt, desk }) => ({
      desk: desk.id,
      from: Date.parse(startsAt),
      to: Date.parse(startsAt) + Date.parse(booking.endsAt) - Date.parse(booking.startsAt),
    })),
  )
  expect(places.length).toBe(3 * ids.length)
  for (const one of places)
    for (const other of places)
      if (one !== other && one.desk === other.desk)
        expect(one.to <= other.from || other.to <= one.from).toBe(true)
  for (const nth of [1, 2]) {
    const now = await kim.options(ids)
    const moved = await kim.move(
      now.map(({ booking: { id, version } }) => {
        const { startsAt, desk } = options.find(({ booking }) => booking.id === id)!.proposals[nth]!
        return { bookingId: id, version, startsAt, deskId: desk.id }
      }),
    )
    expect(moved.__typename).toBe('UpdatedBookings')
  }
})

test('moveOptions proposes starts near the old time of day for another day', async () => {
  const [id] = await bookedTogether()
  const [option] = await kim.options([id!], '2027-03-09')
  const hour = (instant: string) => instant.slice(11, 16)
  expect(option!.proposals[0]!.startsAt.slice(0, 10)).toBe('2027-03-09')
  expect(hour(option!.proposals[0]!.startsAt)).toBe(hour(option!.booking.startsAt))
})

test('moveOptions omits bookings of other departments, called visits and unknown ids', async () => {
  const [id] = await bookedTogether()
  expect(await uli.options([id!])).toEqual([])
  expect(await kim.options(['nobody', crypto.randomUUID()])).toEqual([])
  await app.db.pool.query(
    `UPDATE booking SET status = 'CALLED', arrived_at = $2, called_at = $2 WHERE id = $1`,
    [id, clock],
  )
  expect(await kim.options([id!])).toEqual([])
})

test('moveBookings returns the id of the booking whose start is taken', async () => {
  const [first, second] = (await kim.options(await bookedTogether())).map(({ booking }) => booking)
  const free = (await kim.options([first!.id]))[0]!.proposals[0]!
  const { __typename, bookingId } = await kim.move([
    { bookingId: first!.id, version: first!.version, startsAt: free.startsAt, deskId: free.desk.id },
    { bookingId: second!.id, version: second!.version, startsAt: free.startsAt, deskId: free.desk.id },
  ])
  expect([__typename, bookingId]).toEqual(['SlotTakenError', second!.id])
})
