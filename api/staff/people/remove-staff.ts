import type { App } from '../../app/app.ts'
import { audit } from '../../audit/audit.ts'
import { type Refused, refused } from '../../kernel/outcome.ts'
import { Rollback } from '../../kernel/transaction.ts'
import type { SignedInStaff } from '../../identity/session.ts'
import { changePeople, lockPerson } from './change-people.ts'
import type { RemovedPerson } from './outcome.ts'

/**
 * Deletes the account of a former colleague: name, address, rights and credentials. Audit entries are kept with the id of
 * the deleted account. Only disabled accounts can be deleted, so that no active account is deleted by mistake.
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
