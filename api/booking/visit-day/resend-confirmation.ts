import type { App } from '../../app.ts'
import { audit } from '../../audit/audit.ts'
import { runCommand } from '../../command.ts'
import type { SignedInStaff } from '../../identity/session.ts'
import { type LimitReached, type Refused, refused, type UpdatedBooking } from '../../kernel/outcome.ts'
import { Rollback } from '../../kernel/transaction.ts'
import { enqueueMessages } from '../messages.ts'
import { lockVisit } from './lock-visits.ts'

/** At most so many in 24 hours, by the database's clock: a citizen's mailbox must not be flooded. */
const MOST = 3

const LIMITS = `
  SELECT EXISTS (SELECT FROM contact WHERE booking_id = $1 AND email IS NOT NULL) AS reachable,
         (SELECT at + interval '24 hours' FROM audit_entry
           WHERE booking_id = $1 AND action = 'booking.confirmation-resent' AND at > now() - interval '24 hours'
           ORDER BY id DESC OFFSET $2 - 1 LIMIT 1) AS "retryAt"`

type Outcome = UpdatedBooking | LimitReached | Refused

/** Sends the confirmation once more, as the appointment is now, to the address that the booking has. */
export async function resendConfirmation(
  app: App,
  staff: SignedInStaff,
  bookingId: string,
  now: Date,
): Promise<Outcome> {
  return runCommand<Outcome>(app, { messages: true }, async (client) => {
    const visit = await lockVisit(client, staff, bookingId)
    if (visit.status === 'CANCELLED') throw new Rollback(refused('ALREADY_CANCELLED'))
    if (visit.endsAt <= now) throw new Rollback(refused('ALREADY_PAST'))
    const { rows } = await client.query<{ reachable: boolean; retryAt: Date | null }>(LIMITS, [
      visit.id,
      MOST,
    ])
    const { reachable, retryAt } = rows[0]!
    if (!reachable) throw new Rollback(refused('NO_EMAIL'))
    if (retryAt) throw new Rollback({ type: 'LimitReachedError', retryAt })
    await enqueueMessages(client, [{ bookingId: visit.id, kind: 'CONFIRMED' }], null)
    // A new version: colleagues who have the visit open see the mail in its list.
    await client.query('UPDATE booking SET version = version + 1 WHERE id = $1', [visit.id])
    await audit(client, `staff:${staff.id}`, 'booking.confirmation-resent', { bookingId: visit.id })
    return { type: 'UpdatedBooking', bookingId: visit.id }
  })
}
