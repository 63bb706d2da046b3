import type { App } from '../../app.ts'
import { type Refused, refused } from '../../kernel/outcome.ts'
import { inTransaction, Undo } from '../../kernel/transaction.ts'
import type pg from 'pg'

/**
 * Runs a change of accounts in one transaction; open streams check their rights afterwards. The database refuses a change
 * that would leave no active admin (keep_an_admin() in prisma/functions); that becomes the refusal LAST_ADMIN.
 */
export async function changePeople<T>(
  app: App,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T | Refused> {
  const outcome = await inTransaction<T | Refused>(app.db.pool, async (client) => {
    try {
      return await work(client)
    } catch (error) {
      if ((error as { constraint?: string }).constraint !== 'staff_keeps_an_admin') throw error
      throw new Undo(refused('LAST_ADMIN'))
    }
  })
  await app.horizon.committed()
  return outcome
}

/**
 * Locks a person for a change.
 * @throws Undo (NOBODY) when the account does not exist
 */
export async function lockPerson(
  client: pg.PoolClient,
  staffId: string,
): Promise<{ name: string; active: boolean; version: number }> {
  const { rows } = await client.query<{ name: string; active: boolean; version: number }>(
    'SELECT name, active, version FROM staff WHERE id::text = $1 FOR UPDATE',
    [staffId],
  )
  if (!rows[0]) throw new Undo(refused('NOBODY'))
  return rows[0]
}
