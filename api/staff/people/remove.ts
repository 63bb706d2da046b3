import type { App } from '../../app.ts'
import { audit } from '../../audit/audit.ts'
import { type Refused, refused } from '../../kernel/outcome.ts'
import { Rollback } from '../../kernel/transaction.ts'
import type { SignedInStaff } from '../../identity/session.ts'
import { changePeople, lockPerson } from './keep-an-admin.ts'
import type { RemovedPerson } from './outcome.ts'

/**
 * Forgets somebody who has left: name, address, rights and everything that they signed in with. What they did stays in
 * the audit under an id that leads to nobody any more. Only of those who are shut out already, so that no slip of the
 * hand takes a colleague away from their work.
 */
export async function removeStaff(
  app: App,
  admin: SignedInStaff,
  staffId: string,
): Promise<RemovedPerson | Refused> {
  return changePeople(app, async (client) => {
    const { name, active } = await lockPerson(client, staffId)
    if (active) throw new Rollback(refused('STILL_ACTIVE'))
    await client.query('DELETE FROM staff WHERE id = $1', [staffId])
    await audit(client, `staff:${admin.id}`, 'staff.removed', { detail: { staff: staffId } })
    return { type: 'RemovedPerson', name } as const
  })
}
