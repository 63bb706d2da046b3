import type { App } from '../../app/app.ts'
import { audit } from '../../audit/audit.ts'
import { type Refused, refused } from '../../kernel/outcome.ts'
import type { SignedInStaff } from '../../identity/session.ts'
import { changePeople, lockPerson } from './change-people.ts'
import { type UpdatedPerson, updatedPerson } from './outcome.ts'

/**
 * Enables or disables an account. Disabling deletes sessions and links in the same transaction; streams end when the
 * change feed announces it, in every process.
 */
export async function setActive(
  app: App,
  admin: SignedInStaff,
  staffId: string,
  active: boolean,
): Promise<UpdatedPerson | Refused> {
  // Admins cannot disable themselves.
  if (!active && staffId === admin.id) return refused('NOT_YOURSELF')
  return changePeople(app, async (client) => {
    const person = await lockPerson(client, staffId)
    if (person.active === active) return updatedPerson(staffId)
    await client.query('UPDATE staff SET active = $2 WHERE id = $1', [staffId, active])
    if (!active) {
      await client.query('DELETE FROM staff_session WHERE staff_id = $1', [staffId])
      await client.query('DELETE FROM staff_link WHERE staff_id = $1', [staffId])
    }
    await audit(client, `staff:${admin.id}`, active ? 'staff.enabled' : 'staff.disabled', {
      detail: { staff: staffId },
    })
    return updatedPerson(staffId)
  })
}
