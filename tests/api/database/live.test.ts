import { expect, test } from 'vitest'
import { testApp } from '../../support/app.ts'
import { runningClock } from '../../support/clock.ts'
import { citizen, type SlotAnswer } from '../../support/citizen.ts'
import { subscribe } from '../../support/events.ts'

// A hold expires by itself, so the clock must run.
const now = runningClock()
const product = await testApp({ now })
const otherProcess = await testApp({ now, db: product.app.db })
const { nextSlots, book, hold, cancel, slots } = citizen(product)

interface Change {
  slotsChanged: { days: { date: string; slots: SlotAnswer[] }[] }
}
const SLOTS_CHANGED = `subscription Live($items: [VisitItemInput!]!, $from: Date!, $to: Date!) {
  slotsChanged(items: $items, from: $from, to: $to) { days { date slots { startsAt endsAt free } } } }`

const items = [{ serviceId: 'archiv-anfrage' }]
const dayOf = (instant: string) => instant.slice(0, 10)

test('a subscriber receives the current state first, then each changed day in full, also after a change by another process', async () => {
  const [first] = await nextSlots(items, 1)
  const from = dayOf(first!.startsAt)
  const to = Temporal.PlainDate.from(from).add({ days: 20 }).toString()
  const live = await subscribe<Change>(otherProcess, SLOTS_CHANGED, { items, from, to })

  const state = (await live.next()).slotsChanged.days
  expect(state).toHaveLength(21)
  expect(state.flatMap((day) => day.slots)).toEqual(await slots(items, from, to))

  const booked = await book({ items, startsAt: first!.startsAt })
  const afterBooking = (await live.next()).slotsChanged.days
  expect(afterBooking.map(({ date }) => date)).toEqual([from])
  expect(afterBooking[0]!.slots.map(({ startsAt }) => startsAt)).not.toContain(first!.startsAt)

  await cancel({ token: booked.token })
  expect((await live.next()).slotsChanged.days).toEqual([state[0]])
  await live.close()
})

test('the slot of an expired hold becomes free for all subscribers', async () => {
  const [first] = await nextSlots(items, 1)
  const from = dayOf(first!.startsAt)
  const live = await subscribe<Change>(otherProcess, SLOTS_CHANGED, { items, from, to: from })
  const before = (await live.next()).slotsChanged.days[0]
  const held = await hold({ items, startsAt: first!.startsAt })
  expect((await live.next()).slotsChanged.days[0]).not.toEqual(before)
  await product.app.db.pool.query('UPDATE occupancy SET expires_at = $2 WHERE booking_id = $1', [
    held.booking!.id,
    new Date(now().getTime() + 300),
  ])
  expect((await live.next()).slotsChanged.days[0]).toEqual(before)
  await live.close()
})

test('a closure removes the slots in its time for all subscribers', async () => {
  const [first] = await nextSlots(items, 1)
  const from = dayOf(first!.startsAt)
  const live = await subscribe<Change>(otherProcess, SLOTS_CHANGED, { items, from, to: from })
  await live.next()
  const { pool } = product.app.db
  await pool.query(
    `INSERT INTO closure (starts_at, ends_at, reason) VALUES ($1::date - 1, $1::date + 2, 'Betriebsversammlung')`,
    [from],
  )
  expect((await live.next()).slotsChanged.days).toEqual([{ date: from, slots: [] }])
  await pool.query('DELETE FROM closure')
  expect((await live.next()).slotsChanged.days[0]!.slots.length).toBeGreaterThan(0)
  await live.close()
})

test('the change feed delivers all missed changes after a lost connection', async () => {
  const [first] = await nextSlots(items, 1)
  const from = dayOf(first!.startsAt)
  const live = await subscribe<Change>(otherProcess, SLOTS_CHANGED, { items, from, to: from })
  await live.next()
  await product.app.db.pool.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'terminklick feed' AND datname = current_database()`,
  )
  await book({ items, startsAt: first!.startsAt })
  expect((await live.next()).slotsChanged.days[0]!.slots.map(({ startsAt }) => startsAt)).not.toContain(
    first!.startsAt,
  )
  await live.close()
})

test('a booked start is not offered again while the change feed is read concurrently', async () => {
  const day = dayOf((await nextSlots(items, 1))[0]!.startsAt)
  const offered = async () => (await slots(items, day, day)).map(({ startsAt }) => startsAt)
  const booked: string[] = []
  for (let [next] = await offered(); next; [next] = await offered()) {
    expect((await book({ items, startsAt: next })).__typename).toBe('NewBooking')
    booked.push(next)
    expect(await offered()).not.toContain(next)
  }
  expect(booked.length).toBeGreaterThan(5)
  expect(new Set(booked).size).toBe(booked.length)
})

test('a plan that is read in a transaction is not cached when the transaction is rolled back', async () => {
  const { db, availability } = product.app
  const [first] = await nextSlots(items, 1)
  const day = dayOf(first!.startsAt)
  const before = await slots(items, day, day)
  const visit = { serviceIds: ['archiv-anfrage'], minutes: 30 }
  const client = await db.pool.connect()
  await client.query('BEGIN')
  await client.query(
    `INSERT INTO closure (starts_at, ends_at, reason) VALUES ($1::date - 1, $1::date + 2, 'Probe')`,
    [day],
  )
  const inside = await availability.freshOfficeDay(client, visit, day, now())
  expect(inside.deskDays.flatMap(({ runs }) => runs)).toEqual([])
  await client.query('ROLLBACK')
  client.release()
  expect(await slots(items, day, day)).toEqual(before)
  expect((await book({ items, startsAt: first!.startsAt })).__typename).toBe('NewBooking')
})

test('closing a subscription removes its listener', async () => {
  const [first] = await nextSlots(items, 1)
  const from = dayOf(first!.startsAt)
  const listeners = () => otherProcess.app.events.listeners('days')
  await expect.poll(listeners).toBe(0)
  const open = await Promise.all(
    Array.from({ length: 20 }, () =>
      subscribe<Change>(otherProcess, SLOTS_CHANGED, { items, from, to: from }),
    ),
  )
  await Promise.all(open.map((live) => live.next()))
  expect(listeners()).toBe(20)
  await Promise.all(open.map((live) => live.close()))
  await expect.poll(listeners).toBe(0)
})
