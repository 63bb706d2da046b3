import type { App } from '../../app/app.ts'
import { audit } from '../../audit/audit.ts'
import { runCommand } from '../../app/command.ts'
import type { SignedInStaff } from '../../identity/session.ts'
import { type LimitReached, type Refused, refused, type UpdatedBooking } from '../../kernel/outcome.ts'
import { Rollback } from '../../kernel/transaction.ts'
import { enqueueMessages } from '../messages.ts'
import { lockVisit } from './lock-visits.ts'

/** Repetitions in 24 hours, against flooding a citizen's mailbox. */
const MAX_RESENDS = 3

const LIMITS = `
  SELECT EXISTS (SELECT FROM contact WHERE booking_id = $1 AND email IS NOT NULL) AS reachable,
         (SELECT CASE WHEN count(*) > $2
                      THEN (array_agg(created_at ORDER BY created_at DESC))[$2] + interval '24 hours' END
            FROM outbox_message WHERE booking_id = $1 AND kind = 'CONFIRMED') AS "retryAt"`

type Outcome = UpdatedBooking | LimitReached | Refused

/** Sends the confirmation again, with the present data of the appointment, to the e-mail address of the booking. */
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
      MAX_RESENDS,
    ])
    const { reachable, retryAt } = rows[0]!
    if (!reachable) throw new Rollback(refused('NO_EMAIL'))
    if (retryAt && retryAt > now) throw new Rollback({ type: 'LimitReachedError', retryAt })
    await enqueueMessages(client, [{ bookingId: visit.id, kind: 'CONFIRMED' }], null, now)
    // A new version, so that open pages of colleagues show the mail.
    await client.query('UPDATE booking SET version = version + 1 WHERE id = $1', [visit.id])
    await audit(client, `staff:${staff.id}`, 'booking.confirmation-resent', { bookingId: visit.id })
    return { type: 'UpdatedBooking', bookingId: visit.id }
  })
}
