import type { App } from '../../app/app.ts'
import { MESSAGES_ONLY, runStatement } from '../../app/command.ts'
import { check } from '../../inputs/field-problems.ts'
import { linkRequest } from '../../inputs/reference.ts'
import { invalid, type InvalidInput } from '../../kernel/outcome.ts'

export interface LinkInput {
  /** As typed. */
  reference: string
  email: string
  /** Language of the mail. */
  locale: string
}

/** The request was accepted. Does not reveal whether the booking exists. */
export interface LinkRequested {
  type: 'LinkRequested'
  /** In the canonical form `1234-5678`. */
  reference: string
}

/**
 * Mails the manage link again, if reference and e-mail address belong to the same booking. Otherwise the answer is the same
 * and the work differs by one row of the same transaction, so neither answer nor response time reveals whether the booking
 * exists.
 *
 * The link does not change: a new token would invalidate the links in calendars, on printed slips and on the citizen's
 * other devices, where a cancellation may wait for a network connection. The mail is only sent to the address of the
 * booking, so a request by another person reveals nothing.
 */
export async function sendManageLink(
  app: App,
  input: LinkInput,
  now: Date,
): Promise<LinkRequested | InvalidInput> {
  const checked = check(linkRequest, input)
  if ('problems' in checked) return invalid(checked.problems)
  const { reference, email, locale } = checked.value
  await runStatement(
    app,
    (db) => db.query(REQUEST, [reference, email, locale, now]),
    () => MESSAGES_ONLY,
  )
  return { type: 'LinkRequested', reference }
}

// No second mail while the first is still in the outbox. The audit entry is written in both cases: it records attempts to
// guess references, and makes both cases take the same time.
const REQUEST = `
  WITH found AS (
    SELECT b.id, b.starts_at, b.ends_at, b.sequence FROM booking b JOIN contact c ON c.booking_id = b.id
     WHERE b.reference = $1 AND lower(c.email) = lower($2)
  ), queued AS (
    INSERT INTO outbox_message (booking_id, kind, starts_at, ends_at, sequence, locale, due_at, created_at)
    SELECT id, 'LINK', starts_at, ends_at, sequence, $3, $4, $4 FROM found
     WHERE NOT EXISTS (
       SELECT FROM outbox_message m
        WHERE m.booking_id = found.id AND m.kind = 'LINK'
          AND m.sent_at IS NULL AND m.skipped_at IS NULL AND m.failed_at IS NULL)
  )
  INSERT INTO audit_entry (actor, action, booking_id)
  VALUES ('citizen', 'booking.link-requested', (SELECT id FROM found))`
