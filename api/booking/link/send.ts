import type { App } from '../../app.ts'
import { MESSAGES_ONLY, runStatement } from '../../command.ts'
import { canonicalEmail, emailProblem } from '../input.ts'
import { type FieldProblem, invalid, type InvalidInput } from '../../kernel/outcome.ts'

export interface LinkInput {
  /** As somebody typed it. */
  reference: string
  email: string
  /** Language of the mail. */
  locale: string
}

/** The wish was heard. Says nothing about whether there is such a booking. */
export interface LinkRequested {
  type: 'LinkRequested'
  /** As it is written on letters: `1234-5678`. */
  reference: string
}

/**
 * Mails the manage link again to whoever booked, when reference and address belong together. The answer is the same
 * when they don't, and so is the work up to one row more in the same transaction: neither tells who has a booking.
 *
 * It is the link that was mailed before, not a new one: the token is a function of the booking, and a new nonce would
 * make void what lies in calendars, on printed slips and on other devices of the same person, among them a cancellation
 * that waits there for the network. The mail goes to the address of the booking alone, so nobody gains by asking; and
 * who has lost the link to a stranger cancels or calls.
 */
export async function sendManageLink(app: App, input: LinkInput): Promise<LinkRequested | InvalidInput> {
  const reference = normalReference(input.reference)
  const email = canonicalEmail(input.email)
  const problems = [
    ...(reference === null ? [problemOf(input.reference)] : []),
    ...emailProblem(email, 'email'),
  ]
  if (reference === null || problems.length > 0) return invalid(problems)
  await runStatement(
    app,
    (db) => db.query(ASK, [reference, email, input.locale]),
    () => MESSAGES_ONLY,
  )
  return { type: 'LinkRequested', reference }
}

// A wish that is still in the outbox is not repeated. The audit row is written in either case: it shows who guesses
// numbers, and makes both cases wait for the same commit.
const ASK = `
  WITH found AS (
    SELECT b.id, b.starts_at, b.ends_at, b.sequence FROM booking b JOIN contact c ON c.booking_id = b.id
     WHERE b.reference = $1 AND lower(c.email) = lower($2)
  ), told AS (
    INSERT INTO outbox_message (booking_id, kind, starts_at, ends_at, sequence, locale)
    SELECT id, 'LINK', starts_at, ends_at, sequence, $3 FROM found
     WHERE NOT EXISTS (
       SELECT FROM outbox_message m
        WHERE m.booking_id = found.id AND m.kind = 'LINK'
          AND m.sent_at IS NULL AND m.skipped_at IS NULL AND m.failed_at IS NULL)
  )
  INSERT INTO audit_entry (actor, action, booking_id)
  VALUES ('citizen', 'booking.link-requested', (SELECT id FROM found))`

/** Eight digits, whatever people put between them; null for anything else. */
export function normalReference(text: string): string | null {
  const digits = text.replace(/[\s.\-–—/]/g, '')
  return /^\d{8}$/.test(digits) ? `${digits.slice(0, 4)}-${digits.slice(4)}` : null
}

const problemOf = (reference: string): FieldProblem => ({
  field: 'reference',
  code: reference.trim() === '' ? 'REQUIRED' : 'REFERENCE_INVALID',
})
