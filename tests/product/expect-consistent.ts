import { expect } from 'vitest'
import type { Queryable } from '../../api/kernel/db.ts'
import { type Answered, DOMAIN } from './load.ts'

/**
 * Checks that all answers to the load are expected outcomes, and that the database contains exactly the bookings that were
 * acknowledged, without overlaps.
 */
export async function expectConsistent(db: Queryable, answered: readonly Answered[]): Promise<void> {
  const outcomes = new Set(answered.map(({ outcome }) => outcome.__typename))
  expect([...outcomes.difference(new Set(['NewBooking', 'SlotTakenError']))]).toEqual([])

  const { rows } = await db.query(
    `SELECT c.email, b.id, b.reference, b.status, b.starts_at AS "startsAt",
            (SELECT count(*)::int FROM occupancy o WHERE o.booking_id = b.id AND o.kind = 'BOOKING'
                AND o.during @> tstzrange(b.starts_at, b.ends_at)) AS occupancies
       FROM booking b LEFT JOIN contact c ON c.booking_id = b.id
      WHERE c.email IS NULL OR c.email LIKE '%' || $1 ORDER BY b.id`,
    [DOMAIN],
  )
  const acknowledged = bookedOf(answered).map(({ request, outcome: { booking } }) => ({
    email: request.contact.email,
    id: booking!.id,
    reference: booking!.reference,
    status: 'CONFIRMED',
    startsAt: new Date(request.startsAt),
    occupancies: 1,
  }))
  expect(rows).toEqual(acknowledged.sort((a, b) => (a.id < b.id ? -1 : 1)))

  const overlapping = await db.query(
    `SELECT a.id, b.id FROM occupancy a JOIN occupancy b
         ON a.desk_id = b.desk_id AND a.id < b.id AND a.during && b.during`,
  )
  expect(overlapping.rows).toEqual([])
}

/** The successful bookings. */
export const bookedOf = (answered: readonly Answered[]): Answered[] =>
  answered.filter(({ outcome }) => outcome.__typename === 'NewBooking')
