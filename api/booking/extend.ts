import type { App } from '../app/app.ts'
import { audit } from '../audit/audit.ts'
import { runCommand } from '../app/command.ts'
import { lockBooking } from './lock-booking.ts'
import type { ManagedBooking } from './managed.ts'
import { addMinutes } from '../kernel/instant.ts'
import { type Refused, refused, type UpdatedBooking } from '../kernel/outcome.ts'
import { Rollback } from '../kernel/transaction.ts'

/** WCAG 2.2.1 requires that a time limit can be extended. Bounded, because a hold takes time from other citizens. */
const MAX_EXTENSIONS = 2

/** Extends a hold that has not expired to HOLD_MINUTES from now; at most twice. */
export async function extendHold(
  app: App,
  booking: ManagedBooking,
  now: Date,
): Promise<UpdatedBooking | Refused> {
  const expiresAt = addMinutes(now, app.config.holdMinutes)
  return runCommand<UpdatedBooking | Refused>(app, {}, async (client) => {
    const held = await lockBooking(client, booking.id)
    if (held.status === 'CANCELLED') throw new Rollback(refused('HOLD_EXPIRED'))
    if (held.status !== 'HELD') throw new Rollback(refused('ALREADY_CONFIRMED'))
    if (held.holdExpiresAt! <= now) throw new Rollback(refused('HOLD_EXPIRED'))
    if (held.holdExtensions >= MAX_EXTENSIONS) throw new Rollback(refused('NO_MORE_EXTENSIONS'))
    const { rowCount } = await client.query(
      `UPDATE occupancy SET expires_at = hold_occupancy_until($2) WHERE booking_id = $1 AND kind = 'HOLD'`,
      [booking.id, expiresAt],
    )
    if (rowCount === 0) throw new Rollback(refused('HOLD_EXPIRED'))
    await client.query(
      `UPDATE booking SET hold_expires_at = $2, hold_extensions = hold_extensions + 1, version = version + 1
        WHERE id = $1`,
      [booking.id, expiresAt],
    )
    await audit(client, 'citizen', 'booking.extended', { bookingId: booking.id })
    return { type: 'UpdatedBooking', bookingId: booking.id }
  })
}
