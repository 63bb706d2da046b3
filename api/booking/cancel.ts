import type pg from 'pg'
import type { App } from '../app.ts'
import { type Actor, audit } from '../audit/audit.ts'
import type { CancelledBy, MessageKind } from '../generated/prisma/enums.ts'
import { checkReason } from './input.ts'
import { lockBooking } from './locked.ts'
import type { ManagedBooking } from './managed.ts'
import { type Refused, refused, type UpdatedBooking } from '../kernel/outcome.ts'
import { inTransaction, Rollback } from '../kernel/transaction.ts'

/**
 * Cancels a citizen's own booking and gives its time back. Cancelling twice is no error, and is told once.
 * A reason that can't be kept (too long, control characters) is left out: it must not stand in the way.
 */
export async function cancelBooking(
  app: App,
  booking: ManagedBooking,
  reason: string | null,
  now: Date,
): Promise<UpdatedBooking | Refused> {
  const checked = checkReason(reason ?? '')
  const outcome = await inTransaction<UpdatedBooking | Refused>(app.db.pool, async (client) => {
    const known = await lockBooking(client, booking.id)
    const cancelled: UpdatedBooking = { type: 'UpdatedBooking', bookingId: booking.id }
    if (known.status === 'CANCELLED') throw new Rollback(cancelled)
    if (known.status !== 'CONFIRMED') throw new Rollback(refused('NOT_ALLOWED'))
    if (known.startsAt <= now) throw new Rollback(refused('ALREADY_PAST'))
    const words = 'value' in checked ? checked.value : null
    await writeCancellation(client, booking.id, { by: 'CITIZEN', actor: 'citizen', reason: words })
    return cancelled
  })
  if (outcome.type === 'UpdatedBooking') {
    app.wakeWorker()
    await app.horizon.committed()
  }
  return outcome
}

interface Cancellation {
  by: CancelledBy
  actor: Actor
  reason: string | null
}

/** Writes all that a cancellation changes; the caller has locked the booking. */
export async function writeCancellation(
  client: pg.ClientBase,
  id: string,
  { by, actor, reason }: Cancellation,
) {
  const kind: MessageKind = by === 'CITIZEN' ? 'CANCELLED_BY_CITIZEN' : 'CANCELLED_BY_OFFICE'
  await client.query('DELETE FROM occupancy WHERE booking_id = $1', [id])
  await client.query(
    `UPDATE booking SET status = 'CANCELLED', cancelled_by = $2, cancellation_reason = $3, sequence = sequence + 1,
                        version = version + 1 WHERE id = $1`,
    [id, by, reason],
  )
  // No longer confirmed, so no new reminder takes the place of the old one.
  await client.query(`SELECT tell($1, $2, NULL, $3), remind($1, interval '0')`, [
    id,
    kind,
    by === 'OFFICE' ? reason : null,
  ])
  await audit(client, actor, 'booking.cancelled', { bookingId: id })
}
