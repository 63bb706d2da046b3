import type { App } from '../app/app.ts'
import type { ManagedBooking } from '../booking/managed.ts'
import type { UpdatedBooking } from '../kernel/outcome.ts'

/** Unsubscribes a device from a booking and drops its pending messages. Also succeeds for an unknown device. */
export async function unsubscribeFromPush(
  app: App,
  booking: ManagedBooking,
  endpoint: string,
): Promise<UpdatedBooking> {
  await app.db.pool.query('DELETE FROM device WHERE booking_id = $1 AND endpoint = $2', [
    booking.id,
    endpoint,
  ])
  return { type: 'UpdatedBooking', bookingId: booking.id }
}
