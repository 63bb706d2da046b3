import type { Database } from '../../kernel/db.ts'
import { addMs } from '../../kernel/instant.ts'
import type { Channel } from '../channel.ts'
import type { ClaimedMessage } from '../message.ts'

/**
 * The duration of a claim. A killed worker delays its messages by this time. A running worker renews the lease well before
 * its end, so a mail server may take ten minutes to answer.
 */
export const LEASE_MS = 60_000

/** SQL condition: message `m` is open, that is neither sent, skipped nor failed. */
export const isOpen = (m: string) =>
  `${m}.sent_at IS NULL AND ${m}.skipped_at IS NULL AND ${m}.failed_at IS NULL`

/**
 * The same condition in the form of the indexes outbox_message_due_by_…, for statements that find open messages by their due
 * time. All other statements must use `isOpen`: with this one PostgreSQL may read every open message instead of a few by id.
 */
const isWaiting = (m: string) => `coalesce(${m}.sent_at, ${m}.skipped_at, ${m}.failed_at) IS NULL`

const isOn = (m: string, channel: Channel['name']) =>
  `${m}.device_id IS ${channel === 'mail' ? 'NULL' : 'NOT NULL'}`

/**
 * Claims the message of a channel with the earliest due time; null when none is due. `SKIP LOCKED` and the lease prevent
 * that two workers claim the same message. Messages of one booking keep their order for each recipient: later ones wait for
 * earlier ones, so that "cancelled" never arrives before "confirmed". A reminder waits for its confirmation; no message
 * waits for a reminder.
 */
export async function claimMessage(
  db: Database,
  channel: Channel['name'],
  now: Date,
): Promise<ClaimedMessage | null> {
  const { rows } = await db.pool.query<ClaimedMessage>(claim(channel), [now, addMs(now, LEASE_MS)])
  return rows[0] ?? null
}

const claim = (channel: Channel['name']) => `
  WITH next AS MATERIALIZED (
    SELECT m.id FROM outbox_message m
     WHERE ${isWaiting('m')} AND ${isOn('m', channel)} AND m.due_at <= $1 AND (m.leased_until IS NULL OR m.leased_until <= $1)
       AND NOT EXISTS (
         SELECT FROM outbox_message earlier
          WHERE earlier.booking_id = m.booking_id AND earlier.device_id IS NOT DISTINCT FROM m.device_id
            AND earlier.kind <> 'REMINDER' AND ${isOpen('earlier')}
            AND (earlier.sequence, false, earlier.created_at, earlier.id)
              < (m.sequence, m.kind = 'REMINDER', m.created_at, m.id)
       )
     ORDER BY m.due_at
     LIMIT 1
       FOR UPDATE OF m SKIP LOCKED
  )
  UPDATE outbox_message m SET leased_until = $2, attempts = m.attempts + 1
    FROM next WHERE m.id = next.id
  RETURNING m.id, m.booking_id AS "bookingId", m.feedback_id AS "feedbackId",
            m.staff_link_id AS "staffLinkId", m.kind, m.starts_at AS "startsAt", m.ends_at AS "endsAt",
            m.previous_starts_at AS "previousStartsAt", m.sequence, m.reason, m.locale, m.due_at AS "dueAt",
            m.created_at AS "createdAt", m.attempts`

/** The next time after `now` at which an open message of a channel is due or its lease ends; null when there is none. */
export async function nextDue(db: Database, channel: Channel['name'], now: Date): Promise<Date | null> {
  const { rows } = await db.pool.query<{ at: Date | null }>(
    `SELECT least(
       (SELECT due_at FROM outbox_message m
         WHERE ${isWaiting('m')} AND ${isOn('m', channel)} AND due_at > $1 ORDER BY due_at LIMIT 1),
       (SELECT leased_until FROM outbox_message m
         WHERE ${isOpen('m')} AND ${isOn('m', channel)} AND leased_until > $1 ORDER BY leased_until LIMIT 1)
     ) AS at`,
    [now],
  )
  return rows[0]?.at ?? null
}

/** Renews the claim of a message. */
export async function renewLease(db: Database, message: ClaimedMessage, now: Date): Promise<void> {
  // A delayed renewal must not shorten the lease of a later one.
  await settle(db, message, 'leased_until = greatest(m.leased_until, $3)', [addMs(now, LEASE_MS)])
}

/** Outcome of a claimed message. */
export type Outcome =
  | { type: 'sent' }
  /** No longer relevant, or without recipient. */
  | { type: 'skipped' }
  /** `label` as in `SendFailure`. */
  | { type: 'failed'; label: string }
  | { type: 'again'; afterMs: number; label: string }
  /** Released without an attempt, because this worker stops. */
  | { type: 'released' }

/** Records the outcome of a claimed message, unless another worker has claimed it since. */
export async function recordOutcome(
  db: Database,
  message: ClaimedMessage,
  outcome: Outcome,
  now: Date,
): Promise<void> {
  switch (outcome.type) {
    case 'sent':
      // Recorded even if another worker holds the claim now: the message was sent.
      await db.pool.query(
        `UPDATE outbox_message SET sent_at = $2, leased_until = NULL, failed_at = NULL, last_error = NULL
          WHERE id = $1 AND sent_at IS NULL`,
        [message.id, now],
      )
      return
    case 'skipped':
      return settle(db, message, 'skipped_at = $3, leased_until = NULL', [now])
    case 'failed':
      return settle(db, message, 'failed_at = $3, last_error = $4, leased_until = NULL', [now, outcome.label])
    case 'again':
      return settle(db, message, 'due_at = $3, last_error = $4, leased_until = NULL', [
        addMs(now, outcome.afterMs),
        outcome.label,
      ])
    case 'released':
      return settle(db, message, 'leased_until = NULL, attempts = attempts - 1', [])
  }
}

async function settle(
  db: Database,
  message: ClaimedMessage,
  change: string,
  values: unknown[],
): Promise<void> {
  await db.pool.query(
    `UPDATE outbox_message m SET ${change} WHERE m.id = $1 AND m.attempts = $2 AND ${isOpen('m')}`,
    [message.id, message.attempts, ...values],
  )
}
