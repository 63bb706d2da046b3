import { expect } from 'vitest'
import { sealBatch } from '../../api/audit/seal.ts'
import type { Database } from '../../api/kernel/db.ts'

/** Seals all audit entries. Retries, because open transactions in other databases of the server delay sealing. */
export async function sealAll(db: Database): Promise<void> {
  const unsealed = async () => {
    await sealBatch(db, null)
    const { rows } = await db.pool.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM audit_entry e
        WHERE NOT EXISTS (SELECT FROM audit_seal s WHERE s.entry_id = e.id)`,
    )
    return rows[0]!.count
  }
  await expect.poll(unsealed, { timeout: 30_000, interval: 20 }).toBe(0)
}
