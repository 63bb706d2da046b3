import type { Database } from '../kernel/db.ts'
import { addMs } from '../kernel/instant.ts'

const BATCH = 5_000
const DAY_MS = 24 * 3_600_000

/**
 * Deletes the oldest entries, in the order of the chain. The rest can still be verified, because the database keeps the
 * hash of the last deleted entry.
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
