import type pg from 'pg'
import type { Minute, Visit } from '../availability/model.ts'
import type { BookingStatus } from '../generated/prisma/enums.ts'
import { minuteOf, spanCovering } from '../kernel/instant.ts'

/** A current or future booking, with its time at the desk. */
export interface AffectedBooking {
  id: string
  reference: string
  version: number
  status: BookingStatus
  startsAt: Date
  endsAt: Date
  deskId: string
  /** Name of the contact; null when it was deleted after the retention. */
  name: string | null
  /** The contact has an e-mail address. */
  hasEmail: boolean
  /** An earlier change kept it in a closed time. */
  flagged: boolean
  visit: Visit
  /** The time at the desk, including the buffer. */
  from: Minute
  to: Minute
}

interface Row extends Omit<AffectedBooking, 'visit' | 'from' | 'to'> {
  serviceIds: string[]
  from: Date
  to: Date
}

/** Bookings at these desks that are not over, by start. */
export async function bookingsAt(
  client: pg.ClientBase,
  deskIds: readonly string[],
  now: Date,
): Promise<AffectedBooking[]> {
  const { rows } = await client.query<Row>(
    `SELECT b.id, b.reference, b.version, b.status, b.starts_at AS "startsAt", b.ends_at AS "endsAt",
            b.desk_id AS "deskId", c.name, c.email IS NOT NULL AS "hasEmail", b.displaced_by IS NOT NULL AS flagged,
            lower(o.during) AS from, upper(o.during) AS to,
            ARRAY(SELECT service_id FROM booking_item i WHERE i.booking_id = b.id ORDER BY position) AS "serviceIds"
       FROM occupancy o JOIN booking b ON b.id = o.booking_id LEFT JOIN contact c ON c.booking_id = b.id
      WHERE o.desk_id = ANY($1) AND o.during && tstzrange($2, NULL) AND o.kind = 'BOOKING'
        AND b.status IN ('CONFIRMED', 'CHECKED_IN', 'CALLED') AND b.ends_at > $2
      ORDER BY b.starts_at, b.id`,
    [deskIds, now],
  )
  return rows.map(({ serviceIds, from, to, ...booking }) => ({
    ...booking,
    visit: {
      serviceIds,
      minutes: minuteOf(booking.endsAt) - minuteOf(booking.startsAt),
    },
    ...spanCovering(from, to),
  }))
}

/** Holds at these desks that are not confirmed yet. */
export async function holdsAt(
  client: pg.ClientBase,
  deskIds: readonly string[],
  now: Date,
): Promise<{ id: string; deskId: string; from: Minute; to: Minute }[]> {
  const { rows } = await client.query<{ id: string; deskId: string; from: Date; to: Date }>(
    `SELECT id, desk_id AS "deskId", lower(during) AS from, upper(during) AS to FROM occupancy
      WHERE desk_id = ANY($1) AND during && tstzrange($2, NULL) AND kind IN ('HOLD', 'OFFER')`,
    [deskIds, now],
  )
  return rows.map(({ from, to, ...hold }) => ({ ...hold, ...spanCovering(from, to) }))
}
