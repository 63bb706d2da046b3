import type { Database } from '../kernel/db.ts'

/** So many at once keep the transaction below a tenth of a second. */
export const BATCH = 10_000

export interface Sealed {
  sealed: number
  /** A transaction before which everything is sealed; for the next call. */
  since: string | null
}

/**
 * Chains entries that were committed and are not sealed yet, at most a batch. See prisma/functions/audit.sql.
 * @param since what the last call answered; null looks at every entry
 * @returns null when another process is at it
 */
export async function sealBatch({ pool }: Database, since: string | null): Promise<Sealed | null> {
  const { rows } = await pool.query<{ sealed: number | null; since: string | null }>({
    name: 'seal_audit',
    text: 'SELECT sealed, since::text AS since FROM seal_audit($1::text::xid8, $2)',
    values: [since, BATCH],
  })
  const { sealed, since: next } = rows[0]!
  return sealed === null ? null : { sealed, since: next }
}
