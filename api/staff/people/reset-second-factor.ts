import type { App } from '../../app/app.ts'
import { audit } from '../../audit/audit.ts'
import type { Refused } from '../../kernel/outcome.ts'
import type { SignedInStaff } from '../../identity/session.ts'
import { changePeople, lockPerson } from './change-people.ts'
import { type UpdatedPerson, updatedPerson } from './outcome.ts'

/**
 * Deletes authenticator, passkeys, recovery codes and sessions of a person after the loss of their device. Sessions too,
 * because the finder of the device may be signed in.
 */
export async function resetSecondFactor(
  app: App,
  admin: SignedInStaff,
  staffId: string,
): Promise<UpdatedPerson | Refused> {
  return changePeople(app, async (client) => {
    await lockPerson(client, staffId)
    for (const table of ['authenticator', 'passkey', 'recovery_code', 'staff_session'])
      await client.query(`DELETE FROM ${table} WHERE staff_id = $1`, [staffId])
    await audit(client, `staff:${admin.id}`, 'staff.factor-reset', { detail: { staff: staffId } })
    return updatedPerson(staffId)
  })
}
