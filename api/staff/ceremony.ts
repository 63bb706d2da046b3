import { createHash } from 'node:crypto'
import type { Queryable } from '../kernel/db.ts'

/** Something that begins here, goes through somebody's device or another server, and must come back soon, and once. */
export interface Ceremony {
  kind: 'REGISTER_PASSKEY' | 'USE_PASSKEY' | 'PROVIDER'
  /** What comes back and names it: a passkey's challenge, the provider's state; at least 128 random bits. */
  key: string
  /** Whose it is, where that is known. */
  staffId?: string
  /** Sealed, see sealing.ts. */
  secret?: Uint8Array
}

/** People look for their telephone, or for a second password. */
const LASTS_MS = 5 * 60_000

export async function beginCeremony(
  db: Queryable,
  { kind, key, staffId, secret }: Ceremony,
  now: Date,
): Promise<void> {
  await db.query(
    'INSERT INTO ceremony (key_hash, kind, staff_id, secret, expires_at) VALUES ($1, $2, $3, $4, $5)',
    [hashOf(key), kind, staffId ?? null, secret ?? null, new Date(now.getTime() + LASTS_MS)],
  )
}

/**
 * Takes a ceremony out; null when there is none, or it is too old, or somebody else's. Whoever comes second with the
 * same finds nothing.
 */
export async function endCeremony(
  db: Queryable,
  { kind, key, staffId }: Omit<Ceremony, 'secret'>,
  now: Date,
): Promise<{ secret: Uint8Array | null } | null> {
  const { rows } = await db.query<{ secret: Uint8Array | null; good: boolean }>(
    `DELETE FROM ceremony WHERE key_hash = $1 AND kind = $2 AND staff_id IS NOT DISTINCT FROM $3
     RETURNING secret, expires_at > $4 AS good`,
    [hashOf(key), kind, staffId ?? null, now],
  )
  return rows[0]?.good ? { secret: rows[0].secret } : null
}

const hashOf = (key: string): Uint8Array => new Uint8Array(createHash('sha256').update(key).digest())
