import type { App } from '../app/app.ts'
import { audit } from '../audit/audit.ts'
import { runCommand } from '../app/command.ts'
import { lockBooking } from './lock-booking.ts'
import type { ManagedBooking } from './managed.ts'
import { type Refused, refused, type UpdatedBooking } from '../kernel/outcome.ts'
import { Rollback } from '../kernel/transaction.ts'

/** Ends a hold and frees its time. Repeating it is no error, nor is an expired hold. */
export async function releaseHold(app: App, booking: ManagedBooking): Promise<UpdatedBooking | Refused> {
  return runCommand<UpdatedBooking | Refused>(app, {}, async (client) => {
    const held = await lockBooking(client, booking.id)
    const released: UpdatedBooking = { type: 'UpdatedBooking', bookingId: booking.id }
    if (held.status === 'CANCELLED') throw new Rollback(released)
    if (held.status !== 'HELD') throw new Rollback(refused('ALREADY_CONFIRMED'))
    await client.query('DELETE FROM occupancy WHERE booking_id = $1', [booking.id])
    await client.query(
      `UPDATE booking SET status = 'CANCELLED', cancelled_by = 'CITIZEN', version = version + 1 WHERE id = $1`,
      [booking.id],
    )
    await audit(client, 'citizen', 'booking.released', { bookingId: booking.id })
    return released
  })
}
