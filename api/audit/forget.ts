import type { Database } from '../kernel/db.ts'

const BATCH = 5_000

/**
 * Forgets the oldest entries, in the order of the chain: what is left can still be verified, from the hash that the
 * database keeps of the last one that went.
 * @returns how many went
 */
export async function forgetAudit({ pool }: Database, now: Temporal.Instant, days: number): Promise<number> {
  const before = new Date(now.subtract({ hours: 24 * days }).epochMilliseconds)
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
