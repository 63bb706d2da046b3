import type pg from 'pg'
import type { Database } from '../kernel/db.ts'
import { chained, type EntryText, NO_HASH } from './canonical.ts'
import { BATCH, sealBatch } from './seal.ts'

/** Position in the chain and its hash, e.g. as recorded outside the database. */
export interface Anchor {
  position: bigint
  /** SHA-256, lower-case hexadecimal. */
  hash: string
}

/**
 * Kind of inconsistency.
 *
 * - `CHANGED`: an entry, or the hash beside it, is not as it was sealed; also when two were exchanged.
 * - `MISSING`: an entry is gone; its seal is still there.
 * - `GAP`: a seal is gone, or one was slipped in.
 * - `BACKDATED`: an entry says that it is much older than those that were sealed before it.
 * - `UNSEALED`: an entry was not sealed in time.
 * - `ANCHOR`: the chain does not contain the recorded position and hash: it was rewritten, or its end was deleted.
 */
export type AuditProblemKind = 'CHANGED' | 'MISSING' | 'GAP' | 'BACKDATED' | 'UNSEALED' | 'ANCHOR'

export interface AuditProblem {
  kind: AuditProblemKind
  /** Position in the chain; null if the entry is not in it. */
  position: bigint | null
  /** Null when only the place in the chain is known. */
  entryId: bigint | null
}

export interface Verification {
  /** Sealed entries that fit. */
  entries: number
  /** The last that fits: to be noted down outside. */
  head: Anchor
  /** The first that does not fit. */
  problem: AuditProblem | null
}

interface Seal {
  position: string
  entryId: string
  hash: Buffer
}

/** A seal beside its entry; null throughout when the entry is gone. */
type SealRow = Seal & (EntryText | { [Field in keyof EntryText]: null })

/** An entry bears the time of its transaction, and the longest of ours take seconds. */
const LATEST_MS = 3_600_000

/**
 * Seals open entries and then recomputes the whole chain, from the oldest retained entry.
 * @param anchor position and hash that were recorded earlier
 */
export async function verifyAudit(db: Database, anchor?: Anchor): Promise<Verification> {
  for (let done = await sealBatch(db, null); done?.sealed === BATCH;) done = await sealBatch(db, done.since)
  const client = await db.pool.connect()
  try {
    // One snapshot: entries that are sealed or deleted in the meantime are left to the next verification.
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const chain = await walk(client, anchor)
    return chain.problem ? chain : { ...chain, problem: await unsealed(client) }
  } finally {
    await client.query('ROLLBACK').catch(() => {})
    client.release()
  }
}

async function walk(client: pg.ClientBase, anchor: Anchor | undefined): Promise<Verification> {
  const start = await client.query<{ position: string; hash: Buffer }>(
    'SELECT position::text, hash FROM audit_forgotten ORDER BY audit_forgotten.position DESC LIMIT 1',
  )
  let position = BigInt(start.rows[0]?.position ?? 0)
  let hash = start.rows[0]?.hash ?? NO_HASH
  let entries = 0
  let newest = -Infinity
  // The recorded hash of an entry that was deleted since cannot be compared.
  let met = !anchor || anchor.position < position
  const end = (problem: AuditProblem | null): Verification => ({
    entries,
    head: { position, hash: hash.toString('hex') },
    problem,
  })
  const fitsAnchor = () => {
    if (anchor?.position !== position) return true
    met = anchor.hash === hash.toString('hex')
    return met
  }
  const ids = (row: Seal) => ({ position: BigInt(row.position), entryId: BigInt(row.entryId) })
  if (!fitsAnchor()) return end({ kind: 'ANCHOR', position, entryId: null })

  for (;;) {
    const { rows } = await client.query<SealRow>(READ, [position.toString(), BATCH])
    for (const row of rows) {
      if (BigInt(row.position) !== position + 1n)
        return end({ kind: 'GAP', position: position + 1n, entryId: null })
      if (row.id === null) return end({ kind: 'MISSING', ...ids(row) })
      if (!chained(hash, row).equals(row.hash)) return end({ kind: 'CHANGED', ...ids(row) })
      if (Number(row.at) < newest - LATEST_MS) return end({ kind: 'BACKDATED', ...ids(row) })
      newest = Math.max(newest, Number(row.at))
      position += 1n
      hash = row.hash
      entries++
      if (!fitsAnchor()) return end({ kind: 'ANCHOR', ...ids(row) })
    }
    if (rows.length < BATCH) break
  }
  return end(met ? null : { kind: 'ANCHOR', position: anchor!.position, entryId: null })
}

const READ = `
  SELECT s.position::text AS position, s.entry_id::text AS "entryId", s.hash, e.id::text AS id,
         (extract(epoch FROM e.at) * 1000)::bigint::text AS at, e.actor, e.action,
         e.booking_id::text AS "bookingId", e.detail::text AS detail
    FROM audit_seal s LEFT JOIN audit_entry e ON e.id = s.entry_id
   WHERE s.position > $1 ORDER BY s.position LIMIT $2`

/** An entry older than a minute that is not in the chain: no process seals, or sealing is prevented. */
async function unsealed(client: pg.ClientBase): Promise<AuditProblem | null> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT id::text AS id FROM audit_entry a
      WHERE at < now() - interval '1 minute' AND NOT EXISTS (SELECT FROM audit_seal s WHERE s.entry_id = a.id)
      ORDER BY a.id LIMIT 1`,
  )
  return rows[0] ? { kind: 'UNSEALED', position: null, entryId: BigInt(rows[0].id) } : null
}
