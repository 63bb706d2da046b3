import type { App } from '../../app.ts'
import type { Actor } from '../../audit/audit.ts'
import type { Queryable } from '../../kernel/db.ts'
import { newLinkNonce, staffLinkHash, staffLinkToken } from '../../identity/link-token.ts'

const HOUR_MS = 3_600_000
/** Somebody new may be on leave when the invitation comes. */
export const INVITATION_HOURS = 7 * 24
/** Who has forgotten a password sits in front of it. */
export const PASSWORD_HOURS = 24

/** Who gets a link. */
export type Receiver = { id: string } | { email: string }

/**
 * Puts a link into the outbox, and makes void whatever came before; who has no password yet gets an invitation. One
 * statement, and the audit is written in either case: whether there is such a person can't be told by the time it takes.
 * @param action for the audit
 * @returns whose it is; null when nobody active answers to this
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
    new Date(now.getTime() + INVITATION_HOURS * HOUR_MS),
    new Date(now.getTime() + PASSWORD_HOURS * HOUR_MS),
    locale,
    actor,
    action,
  ])
  return rows[0]?.staffId ?? null
}

// The row of a link stays the same one: a mail that still waits then carries the newest token, and none is sent twice.
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
  ), told AS (
    INSERT INTO outbox_message (staff_link_id, kind, sequence, locale, due_at, created_at)
    SELECT id, (CASE WHEN invites THEN 'STAFF_INVITATION' ELSE 'STAFF_PASSWORD' END)::"MessageKind", 0, $8, $5, $5 FROM link
     WHERE NOT EXISTS (
       SELECT FROM outbox_message m
        WHERE m.staff_link_id = link.id AND m.sent_at IS NULL AND m.skipped_at IS NULL AND m.failed_at IS NULL)
  ), noted AS (
    INSERT INTO audit_entry (actor, action, detail)
    SELECT $9, $10, (SELECT jsonb_build_object('staff', id) FROM found)
  )
  SELECT (SELECT id FROM found) AS "staffId"`
