import type { Database } from '../kernel/db.ts'

/** Entries sealed in one transaction, which then takes less than 0.1 s. */
export const BATCH = 10_000

export interface Sealed {
  /** Number of sealed entries. */
  sealed: number
  /** Id of a transaction: all entries of older ones are sealed. Parameter of the next call. */
  since: string | null
}

/**
 * Seals committed entries that have no seal, at most a batch. See seal_audit() in prisma/functions/audit.sql.
 * @param since result of the last call; null searches all entries
 * @returns null when another process is sealing
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
