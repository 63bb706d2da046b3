import type pg from 'pg'
import type { App } from '../app/app.ts'
import { type Actor, auditBookings } from '../audit/audit.ts'
import { runCommand } from '../app/command.ts'
import type { CancelledBy } from '../generated/prisma/enums.ts'
import { check } from '../inputs/field-problems.ts'
import { reason as reasonSchema } from '../inputs/reason.ts'
import { type Refused, refused, type UpdatedBooking } from '../kernel/outcome.ts'
import { Rollback } from '../kernel/transaction.ts'
import { lockBooking } from './lock-booking.ts'
import type { ManagedBooking } from './managed.ts'
import { enqueueMessages } from './messages.ts'

/**
 * Cancels a citizen's own booking and frees its time. Cancelling again is no error and sends no second mail.
 * A reason that cannot be stored (too long, control characters) is left out: it must not prevent the cancellation.
 */
export async function cancelBooking(
  app: App,
  booking: ManagedBooking,
  reason: string | null,
  now: Date,
): Promise<UpdatedBooking | Refused> {
  const checked = check(reasonSchema, reason ?? '')
  return runCommand<UpdatedBooking | Refused>(app, { messages: true }, async (client) => {
    const known = await lockBooking(client, booking.id)
    const cancelled: UpdatedBooking = { type: 'UpdatedBooking', bookingId: booking.id }
    if (known.status === 'CANCELLED') throw new Rollback(cancelled)
    if (known.status !== 'CONFIRMED') throw new Rollback(refused('NOT_ALLOWED'))
    if (known.startsAt <= now) throw new Rollback(refused('ALREADY_PAST'))
    const cancellation = {
      by: 'CITIZEN',
      actor: 'citizen',
      reason: 'value' in checked ? checked.value : null,
    } as const
    await writeCancellations(client, [booking.id], cancellation, now)
    return cancelled
  })
}

interface Cancellation {
  by: CancelledBy
  actor: Actor
  reason: string | null
}

/** Writes the cancellation of bookings that the caller has locked. */
export async function writeCancellations(
  client: pg.ClientBase,
  ids: readonly string[],
  { by, actor, reason }: Cancellation,
  now: Date,
): Promise<void> {
  if (ids.length === 0) return
  await client.query('DELETE FROM occupancy WHERE booking_id = ANY($1)', [ids])
  await client.query(
    `UPDATE booking SET status = 'CANCELLED', cancelled_by = $2, cancellation_reason = $3, sequence = sequence + 1,
                        version = version + 1 WHERE id = ANY($1)`,
    [ids, by, reason],
  )
  const message =
    by === 'OFFICE'
      ? ({ kind: 'CANCELLED_BY_OFFICE', reason } as const)
      : ({ kind: 'CANCELLED_BY_CITIZEN' } as const)
  // With 0 hours the pending reminders are skipped; a cancelled booking gets no new one.
  await enqueueMessages(
    client,
    ids.map((bookingId) => ({ bookingId, ...message })),
    0,
    now,
  )
  await auditBookings(client, actor, 'booking.cancelled', ids)
}
