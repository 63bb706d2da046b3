import type { Visit } from '../availability/model.ts'
import type { Queryable } from '../kernel/db.ts'
import { minuteOf } from '../live/occupancies.ts'

/** The visit that was agreed on: what it was made of, and as long as it was then, whatever the catalogue says now. */
export async function visitOfBooking(
  client: Queryable,
  booking: { id: string; startsAt: Date; endsAt: Date },
): Promise<Visit> {
  const { rows } = await client.query<{ service_id: string }>(
    'SELECT service_id FROM booking_item WHERE booking_id = $1 ORDER BY position',
    [booking.id],
  )
  return {
    serviceIds: rows.map((row) => row.service_id),
    minutes: minuteOf(booking.endsAt) - minuteOf(booking.startsAt),
  }
}
