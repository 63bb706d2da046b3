import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { App } from '../../../api/app/app.ts'
import { addDays, dayOf, eachDay } from '../../../api/availability/calendar.ts'
import type { OfficeDay } from '../../../api/availability/model.ts'
import { minuteOf } from '../../../api/kernel/instant.ts'
import { testApp } from '../../support/app.ts'
import { now } from '../../support/clock.ts'
import { citizen, overlaps } from '../../support/citizen.ts'
import { lane } from '../../support/lane.ts'
import { seeded } from '../../support/seed.ts'

const product = await testApp()
/** Another process: it learns of the changes of the first only from the change feed. */
const otherProcess = await testApp({ db: product.app.db })
const { hold, confirm, book, move, cancel, release, nextSlots } = citizen(product)
const { pool } = product.app.db

// The two telephone lines of the registry office: few desks and few starts, so that callers compete for the same slots.
const SERVICES = ['eheschliessung-anmelden', 'urkunden-anfordern', 'kirchenaustritt', 'geburt-anzeigen']
const EXPECTED = new Set(['SlotHold', 'NewBooking', 'UpdatedBooking', 'SlotTakenError', 'RefusedError'])
/** LimitReachedError ("please try again") is possible after a long wait for a lock, which depends on the machine's load. */
const ALLOWED = EXPECTED.union(new Set(['LimitReachedError']))

const action = fc.record({
  verb: fc.constantFrom(
    'hold',
    'book',
    'holdAndConfirm',
    'holdAndExpire',
    'move',
    'cancel',
    'release',
    'close',
  ),
  service: fc.constantFrom(...SERVICES),
  start: fc.nat(11),
})

test('concurrent random commands cause no overlap and no unexpected outcome, and the cache of each process equals the database', async () => {
  const starts = (await nextSlots([{ serviceId: 'kirchenaustritt' }], 12)).map(({ startsAt }) => startsAt)
  const tokens: string[] = []
  const seen = new Set<string>()

  async function act({
    verb,
    service,
    start,
  }: {
    verb: string
    service: string
    start: number
  }): Promise<string[]> {
    const items = [{ serviceId: service }]
    const startsAt = starts[start]!
    if (verb === 'close') {
      const { rows } = await pool.query<{ id: string }>(
        `INSERT INTO closure (desk_id, starts_at, ends_at, reason)
         SELECT id, $1::timestamptz, $1::timestamptz + interval '20 minutes', 'Probe' FROM desk
          WHERE department_id = 'standesamt' ORDER BY id LIMIT 1 RETURNING id`,
        [startsAt],
      )
      await pool.query('DELETE FROM closure WHERE id = $1', [rows[0]!.id])
      return []
    }
    const known = tokens[start % Math.max(tokens.length, 1)]
    if (verb === 'book') {
      const booked = await book({ items, startsAt })
      if (booked.token) tokens.push(booked.token)
      return [booked.__typename]
    }
    if (verb.startsWith('hold')) {
      const held = await hold({ items, startsAt })
      if (!held.token) return [held.__typename]
      if (verb === 'holdAndExpire')
        await pool.query(`UPDATE occupancy SET expires_at = $2 WHERE booking_id = $1 AND kind = 'HOLD'`, [
          held.booking!.id,
          new Date(now().getTime() - 1_000),
        ])
      if (verb === 'hold') return [held.__typename]
      const confirmed = await confirm({ token: held.token })
      if (confirmed.booking) tokens.push(held.token)
      return [held.__typename, confirmed.__typename]
    }
    if (!known) return []
    if (verb === 'move') return [(await move({ token: known, startsAt })).__typename]
    if (verb === 'cancel') return [(await cancel({ token: known })).__typename]
    return [(await release(known)).__typename]
  }

  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 30, maxLength: 80 }), async (actions) => {
      const outcomes = (await Promise.all(actions.map(act))).flat()
      for (const outcome of outcomes) seen.add(outcome)
      expect(outcomes.filter((outcome) => !ALLOWED.has(outcome))).toEqual([])
      expect(await overlaps(product)).toBe(0)
      expect(await orphans()).toEqual({ bookings: 0, occupancies: 0 })
      for (const { app } of [product, otherProcess]) {
        await app.feed.committed()
        const { cached, stored } = await freeTimes(app, starts[0]!)
        expect(cached).toEqual(stored)
      }
      // The next run needs free starts.
      await pool.query(`UPDATE occupancy SET expires_at = $1 WHERE kind = 'HOLD'`, [
        new Date(now().getTime() - 1_000),
      ])
      await Promise.all(tokens.map((token) => cancel({ token })))
    }),
    { ...seeded(), numRuns: lane.mixedRaces, endOnFailure: true },
  )
  // Each outcome must have occurred, or the callers did not compete.
  expect([...EXPECTED.difference(seen)]).toEqual([])
}, 120_000)

/** Counts confirmed bookings without an occupancy of their desk and time, and occupancies that contradict their booking. */
async function orphans(): Promise<{ bookings: number; occupancies: number }> {
  const { rows } = await pool.query<{ bookings: number; occupancies: number }>(`
    SELECT (SELECT count(*)::int FROM booking b WHERE status = 'CONFIRMED' AND NOT EXISTS (
              SELECT FROM occupancy o WHERE o.booking_id = b.id AND o.desk_id = b.desk_id AND o.kind = 'BOOKING'
                 AND lower(o.during) = b.starts_at AND upper(o.during) >= b.ends_at)) AS bookings,
           (SELECT count(*)::int FROM occupancy o JOIN booking b ON b.id = o.booking_id
             WHERE (o.kind = 'BOOKING') <> (b.status = 'CONFIRMED')) AS occupancies`)
  return rows[0]!
}

/** The free time of a week from an instant on, from the cache of a process and from the database. */
async function freeTimes({ db, availability }: App, from: string) {
  const visit = { serviceIds: SERVICES.slice(0, 1), minutes: 30 }
  const first = dayOf(minuteOf(new Date(from)), availability.zone)
  const days = eachDay(first, addDays(first, 7))
  const at = now()
  const runs = (office: OfficeDay[]) =>
    office.map(({ deskDays }) => deskDays.map((one) => [one.desk.id, one.runs]))
  return {
    cached: runs(days.map((day) => availability.officeDay(visit, day, at))),
    stored: runs(await availability.freshOfficeDays(db.pool, visit, days, at)),
  }
}
