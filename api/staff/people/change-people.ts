import type { App } from '../../app/app.ts'
import { runCommand } from '../../app/command.ts'
import { type Refused, refused } from '../../kernel/outcome.ts'
import { Rollback } from '../../kernel/transaction.ts'
import type pg from 'pg'

/**
 * Runs a change of accounts in one transaction; open streams check their rights afterwards. The database refuses to remove
 * the last active admin (keep_an_admin() in prisma/functions); the result is then the refusal LAST_ADMIN.
 */
export async function changePeople<T>(
  app: App,
  work: (client: pg.PoolClient) => Promise<T>,
  { messages = false } = {},
): Promise<T | Refused> {
  return runCommand<T | Refused>(app, { messages }, async (client) => {
    try {
      return await work(client)
    } catch (error) {
      if ((error as { constraint?: string }).constraint !== 'staff_keeps_an_admin') throw error
      throw new Rollback(refused('LAST_ADMIN'))
    }
  })
}

/**
 * Locks a person for a change.
 * @throws Rollback (NOBODY) when the account does not exist
 */
export async function lockPerson(
  client: pg.PoolClient,
  staffId: string,
): Promise<{ name: string; active: boolean; version: number }> {
  const { rows } = await client.query<{ name: string; active: boolean; version: number }>(
    'SELECT name, active, version FROM staff WHERE id::text = $1 FOR UPDATE',
    [staffId],
  )
  if (!rows[0]) throw new Rollback(refused('NOBODY'))
  return rows[0]
}
