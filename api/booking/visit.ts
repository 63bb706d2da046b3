import type { Visit } from '../availability/model.ts'
import type { Queryable } from '../kernel/db.ts'
import { minuteOf } from '../kernel/instant.ts'

/** The times of a booking. */
export interface BookedTimes {
  id: string
  startsAt: Date
  endsAt: Date
}

/**
 * The visits of bookings by booking id: the services, and the length that was agreed when booking, even if the catalogue
 * has changed.
 */
export async function visitsOf(
  db: Queryable,
  bookings: readonly BookedTimes[],
): Promise<ReadonlyMap<string, Visit>> {
  const { rows } = await db.query<{ booking_id: string; service_id: string }>(
    'SELECT booking_id, service_id FROM booking_item WHERE booking_id = ANY($1) ORDER BY booking_id, position',
    [bookings.map(({ id }) => id)],
  )
  const items = Map.groupBy(rows, (row) => row.booking_id)
  const visitOf = ({ id, startsAt, endsAt }: BookedTimes): Visit => ({
    serviceIds: (items.get(id) ?? []).map((row) => row.service_id),
    minutes: minuteOf(endsAt) - minuteOf(startsAt),
  })
  return new Map(bookings.map((booking) => [booking.id, visitOf(booking)]))
}

/** The visit of one booking. */
export async function visitOfBooking(db: Queryable, booking: BookedTimes): Promise<Visit> {
  return (await visitsOf(db, [booking])).get(booking.id)!
}
