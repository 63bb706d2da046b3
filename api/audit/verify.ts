import type pg from 'pg'
import type { Database } from '../kernel/db.ts'
import { chainHash, type EntryText, INITIAL_HASH } from './canonical.ts'
import { BATCH, sealBatch } from './seal.ts'

/** A position of the chain and its hash, e.g. from an earlier verification and kept outside of the database. */
export interface Anchor {
  position: bigint
  /** SHA-256, lower-case hexadecimal. */
  hash: string
}

/**
 * Kind of a problem in the audit.
 *
 * - `CHANGED`: an entry or its hash was changed after sealing, or two entries were exchanged.
 * - `MISSING`: an entry was deleted; its seal exists.
 * - `GAP`: a seal was deleted or inserted.
 * - `BACKDATED`: the time of an entry is much older than that of entries sealed before it.
 * - `UNSEALED`: an entry was not sealed in time.
 * - `ANCHOR`: the chain does not contain the anchor: it was rewritten, or its end was deleted.
 */
export type AuditProblemKind = 'CHANGED' | 'MISSING' | 'GAP' | 'BACKDATED' | 'UNSEALED' | 'ANCHOR'

export interface AuditProblem {
  kind: AuditProblemKind
  /** Position in the chain; null for an entry without a seal. */
  position: bigint | null
  /** Null when only the position is known. */
  entryId: bigint | null
}

export interface Verification {
  /** Number of verified entries. */
  entries: number
  /** The last verified position, to be kept outside of the database as an anchor. */
  head: Anchor
  /** The first problem. */
  problem: AuditProblem | null
}

interface Seal {
  position: string
  entryId: string
  hash: Buffer
}

/** A seal with its entry; the fields of the entry are null when it was deleted. */
type SealRow = Seal & (EntryText | { [Field in keyof EntryText]: null })

/** Tolerated disorder of times: an entry has the start time of its transaction, and transactions take seconds at most. */
const TOLERANCE_MS = 3_600_000

/**
 * Seals new entries, then recomputes the chain from the oldest entry that retention has kept.
 * @param anchor head of an earlier verification
 */
export async function verifyAudit(db: Database, anchor?: Anchor): Promise<Verification> {
  for (let done = await sealBatch(db, null); done?.sealed === BATCH;) done = await sealBatch(db, done.since)
  const client = await db.pool.connect()
  try {
    // One snapshot, so that entries sealed or deleted meanwhile do not look like problems.
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const chain = await verifyChain(client, anchor)
    return chain.problem ? chain : { ...chain, problem: await firstUnsealed(client) }
  } finally {
    await client.query('ROLLBACK').catch(() => {})
    client.release()
  }
}

async function verifyChain(client: pg.ClientBase, anchor: Anchor | undefined): Promise<Verification> {
  const start = await client.query<{ position: string; hash: Buffer }>(
    'SELECT position::text, hash FROM audit_forgotten ORDER BY audit_forgotten.position DESC LIMIT 1',
  )
  let position = BigInt(start.rows[0]?.position ?? 0)
  let hash = start.rows[0]?.hash ?? INITIAL_HASH
  let entries = 0
  let newest = -Infinity
  // An anchor before the oldest kept entry cannot be compared any more.
  let anchorFound = !anchor || anchor.position < position
  const end = (problem: AuditProblem | null): Verification => ({
    entries,
    head: { position, hash: hash.toString('hex') },
    problem,
  })
  const matchesAnchor = () => {
    if (anchor?.position !== position) return true
    anchorFound = anchor.hash === hash.toString('hex')
    return anchorFound
  }
  const ids = (row: Seal) => ({ position: BigInt(row.position), entryId: BigInt(row.entryId) })
  if (!matchesAnchor()) return end({ kind: 'ANCHOR', position, entryId: null })

  for (;;) {
    const { rows } = await client.query<SealRow>(READ, [position.toString(), BATCH])
    for (const row of rows) {
      if (BigInt(row.position) !== position + 1n)
        return end({ kind: 'GAP', position: position + 1n, entryId: null })
      if (row.id === null) return end({ kind: 'MISSING', ...ids(row) })
      if (!chainHash(hash, row).equals(row.hash)) return end({ kind: 'CHANGED', ...ids(row) })
      if (Number(row.at) < newest - TOLERANCE_MS) return end({ kind: 'BACKDATED', ...ids(row) })
      newest = Math.max(newest, Number(row.at))
      position += 1n
      hash = row.hash
      entries++
      if (!matchesAnchor()) return end({ kind: 'ANCHOR', ...ids(row) })
    }
    if (rows.length < BATCH) break
  }
  return end(anchorFound ? null : { kind: 'ANCHOR', position: anchor!.position, entryId: null })
}

const READ = `
  SELECT s.position::text AS position, s.entry_id::text AS "entryId", s.hash, e.id::text AS id,
         (extract(epoch FROM e.at) * 1000)::bigint::text AS at, e.actor, e.action,
         e.booking_id::text AS "bookingId", e.detail::text AS detail
    FROM audit_seal s LEFT JOIN audit_entry e ON e.id = s.entry_id
   WHERE s.position > $1 ORDER BY s.position LIMIT $2`

/** The first entry without a seal that is older than a minute: no process seals, or sealing is being prevented. */
async function firstUnsealed(client: pg.ClientBase): Promise<AuditProblem | null> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT id::text AS id FROM audit_entry a
      WHERE at < now() - interval '1 minute' AND NOT EXISTS (SELECT FROM audit_seal s WHERE s.entry_id = a.id)
      ORDER BY a.id LIMIT 1`,
  )
  return rows[0] ? { kind: 'UNSEALED', position: null, entryId: BigInt(rows[0].id) } : null
}
