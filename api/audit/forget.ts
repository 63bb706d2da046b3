import type { Database } from '../kernel/db.ts'
import { addMs } from '../kernel/instant.ts'

/** Entries deleted in one transaction. */
const BATCH = 5_000
const DAY_MS = 24 * 3_600_000

/**
 * Deletes entries older than `days` (24 hours each), in the order of the chain. The database keeps the hash of the last
 * deleted entry, so the rest of the chain can still be verified.
 * @returns the number of deleted entries
 */
export async function forgetAudit({ pool }: Database, now: Date, days: number): Promise<number> {
  const before = addMs(now, -days * DAY_MS)
  let total = 0
  for (;;) {
    const { rows } = await pool.query<{ count: number }>('SELECT forget_audit($1, $2) AS count', [
      before,
      BATCH,
    ])
    total += rows[0]!.count
    if (rows[0]!.count < BATCH) return total
  }
}
