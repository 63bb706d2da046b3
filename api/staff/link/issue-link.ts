import type { App } from '../../app/app.ts'
import type { Actor } from '../../audit/audit.ts'
import type { Queryable } from '../../kernel/db.ts'
import { newLinkNonce, staffLinkHash, staffLinkToken } from '../../identity/link-token.ts'
import { addMs } from '../../kernel/instant.ts'

const HOUR_MS = 3_600_000
/** Long, because a new colleague may be on leave when the invitation arrives. */
export const INVITATION_HOURS = 7 * 24
/** Short, because a forgotten password is usually replaced at once. */
export const PASSWORD_HOURS = 24

/** The recipient of a link. */
export type Receiver = { id: string } | { email: string }

/**
 * Enqueues a mail with a link and invalidates the previous link; without a password yet, it is an invitation. One
 * statement that always writes the audit, so that response times do not show whether the account exists.
 * @param action for the audit
 * @returns the account's id; null without an active account
 */
export async function issueLink(
  db: Queryable,
  { secretKey }: Pick<App, 'secretKey'>,
  receiver: Receiver,
  { locale, actor, action }: { locale: string; actor: Actor; action: string },
  now: Date,
): Promise<string | null> {
  const nonce = newLinkNonce()
  const { rows } = await db.query<{ staffId: string | null }>(ISSUE, [
    'id' in receiver ? receiver.id : null,
    'email' in receiver ? receiver.email : null,
    nonce,
    staffLinkHash(staffLinkToken(secretKey, nonce)),
    now,
    addMs(now, INVITATION_HOURS * HOUR_MS),
    addMs(now, PASSWORD_HOURS * HOUR_MS),
    locale,
    actor,
    action,
  ])
  return rows[0]?.staffId ?? null
}

// A person has one link row, so a mail that is still in the outbox contains the newest token, and no second one is sent.
const ISSUE = `
  WITH found AS (
    SELECT id, password_hash IS NULL AND last_signed_in_at IS NULL AS invites FROM staff
     WHERE active AND (id = $1::uuid OR email = $2)
  ), link AS (
    INSERT INTO staff_link (staff_id, token_nonce, token_hash, invites, created_at, expires_at)
    SELECT id, $3, $4, invites, $5::timestamptz, CASE WHEN invites THEN $6::timestamptz ELSE $7::timestamptz END
      FROM found
        ON CONFLICT (staff_id) DO UPDATE
       SET token_nonce = excluded.token_nonce, token_hash = excluded.token_hash, invites = excluded.invites,
           created_at = excluded.created_at, expires_at = excluded.expires_at
    RETURNING id, invites
  ), enqueued AS (
    INSERT INTO outbox_message (staff_link_id, kind, sequence, locale, due_at, created_at)
    SELECT id, (CASE WHEN invites THEN 'STAFF_INVITATION' ELSE 'STAFF_PASSWORD' END)::"MessageKind", 0, $8, $5, $5 FROM link
     WHERE NOT EXISTS (
       SELECT FROM outbox_message m
        WHERE m.staff_link_id = link.id AND m.sent_at IS NULL AND m.skipped_at IS NULL AND m.failed_at IS NULL)
  ), audited AS (
    INSERT INTO audit_entry (actor, action, detail)
    SELECT $9, $10, (SELECT jsonb_build_object('staff', id) FROM found)
  )
  SELECT (SELECT id FROM found) AS "staffId"`
