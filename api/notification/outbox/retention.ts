import type { Database } from '../../kernel/db.ts'
import { addMs } from '../../kernel/instant.ts'
import { isOpen } from './outbox.ts'

const HOUR_MS = 3_600_000

/** Numbers of deleted rows by kind. */
export interface RetentionReport {
  contacts: number
  /** Feedback of citizens. */
  feedback: number
  /** Citizens' reasons for cancelling. */
  reasons: number
  holds: number
  idempotencyKeys: number
  challenges: number
  changes: number
  sessions: number
  /** Expired links of staff. */
  staffLinks: number
  pendingChallenges: number
}

/**
 * Deletes data that is no longer needed at `now`, personal data first. Contacts are the only personal data of a visit.
 * They are deleted `retentionDays` (24 hours each) after its planned end, also when it was cancelled, because citizens may
 * have questions until then. Feedback is deleted the same time after it was sent. To be called once an hour; concurrent calls
 * by several processes are allowed.
 */
export async function runRetention(db: Database, now: Date, retentionDays: number): Promise<RetentionReport> {
  const before = (hours: number) => addMs(now, -hours * HOUR_MS)
  return {
    contacts: await deleteOld(db, {
      table: 'contact',
      key: 'booking_id',
      rows: 'booking_id IN (SELECT id FROM booking WHERE ends_at < $1)',
      limit: before(24 * retentionDays),
    }),
    feedback: await deleteOld(db, {
      table: 'feedback',
      key: 'id',
      rows: `created_at < $1 AND NOT EXISTS (
        SELECT FROM outbox_message m WHERE m.feedback_id = feedback.id AND ${isOpen('m')})`,
      limit: before(24 * retentionDays),
    }),
    reasons: await deleteReasons(db, before(24 * retentionDays)),
    // Holds that expired or were released; items and occupancy are deleted with them.
    holds: await deleteOld(db, {
      table: 'booking',
      key: 'id',
      rows: 'confirmed_at IS NULL AND hold_expires_at < $1',
      limit: before(24),
    }),
    // The API promises the stored answer of an idempotency key for 24 hours; the rest is a margin.
    idempotencyKeys: await deleteOld(db, {
      table: 'idempotency_key',
      key: 'key',
      rows: 'created_at < $1',
      limit: before(48),
    }),
    challenges: await deleteOld(db, {
      table: 'spent_challenge',
      key: 'id',
      rows: 'expires_at < $1',
      limit: before(0),
    }),
    // A process that was disconnected for longer reloads its caches completely.
    changes: await deleteOld(db, { table: 'change', key: 'id', rows: '"at" < $1', limit: before(24) }),
    sessions: await deleteOld(db, {
      table: 'staff_session',
      key: 'token_hash',
      rows: 'expires_at < $1',
      limit: before(0),
    }),
    staffLinks: await deleteOld(db, {
      table: 'staff_link',
      key: 'id',
      rows: 'expires_at < $1',
      limit: before(0),
    }),
    pendingChallenges: await deleteOld(db, {
      table: 'pending_challenge',
      key: 'key_hash',
      rows: 'expires_at < $1',
      limit: before(0),
    }),
  }
}

/** A citizen's reason may contain personal data, so it is deleted with the contact. The office's reason is kept. */
async function deleteReasons(db: Database, limit: Date): Promise<number> {
  const { rowCount } = await db.pool.query(
    `UPDATE booking SET cancellation_reason = NULL
      WHERE ends_at < $1 AND cancelled_by = 'CITIZEN' AND cancellation_reason IS NOT NULL`,
    [limit],
  )
  return rowCount ?? 0
}

interface OldRows {
  table: string
  /** Column of the primary key. */
  key: string
  /** SQL condition of the rows, with $1 for `limit`. */
  rows: string
  limit: Date
}

// Short transactions, because the change feed waits for the oldest open one.
const batch = 1000

async function deleteOld(db: Database, { table, key, rows, limit }: OldRows): Promise<number> {
  // SKIP LOCKED: two processes do not wait for each other or deadlock. ARRAY: a subquery of IN with LIMIT may be
  // evaluated more than once.
  const statement = `
    DELETE FROM ${table} WHERE ${key} = ANY (ARRAY(
      SELECT ${key} FROM ${table} WHERE ${rows} LIMIT ${batch} FOR UPDATE SKIP LOCKED
    ))`
  let total = 0
  for (;;) {
    const { rowCount } = await db.pool.query(statement, [limit])
    total += rowCount ?? 0
    if ((rowCount ?? 0) < batch) return total
  }
}
