import { createHash } from 'node:crypto'
import type { Queryable } from '../kernel/db.ts'
import { addMs } from '../kernel/instant.ts'

/** A challenge that a device or another server must answer within five minutes, once. */
export interface PendingChallenge {
  kind: 'REGISTER_PASSKEY' | 'USE_PASSKEY' | 'PROVIDER'
  /** The value that the answer repeats: a passkey's challenge or the provider's state; at least 128 random bits. */
  key: string
  /** Absent: the person is not known yet. */
  staffId?: string
  /** Data for the answer's verification, sealed (sealing.ts). */
  secret?: Uint8Array
}

/** Enough to find the telephone or to sign in at the provider. */
const VALID_MS = 5 * 60_000

/** Stores a challenge; only the hash of its key is kept. */
export async function storeChallenge(
  db: Queryable,
  { kind, key, staffId, secret }: PendingChallenge,
  now: Date,
): Promise<void> {
  await db.query(
    'INSERT INTO pending_challenge (key_hash, kind, staff_id, secret, expires_at) VALUES ($1, $2, $3, $4, $5)',
    [hashOf(key), kind, staffId ?? null, secret ?? null, addMs(now, VALID_MS)],
  )
}

/**
 * Removes a challenge and returns its secret. Null when it does not exist, has expired, belongs to another person, or was
 * taken before.
 */
export async function takeChallenge(
  db: Queryable,
  { kind, key, staffId }: Omit<PendingChallenge, 'secret'>,
  now: Date,
): Promise<{ secret: Uint8Array | null } | null> {
  const { rows } = await db.query<{ secret: Uint8Array | null; valid: boolean }>(
    `DELETE FROM pending_challenge WHERE key_hash = $1 AND kind = $2 AND staff_id IS NOT DISTINCT FROM $3
     RETURNING secret, expires_at > $4 AS valid`,
    [hashOf(key), kind, staffId ?? null, now],
  )
  return rows[0]?.valid ? { secret: rows[0].secret } : null
}

const hashOf = (key: string): Uint8Array => new Uint8Array(createHash('sha256').update(key).digest())
