import type { App } from '../../app.ts'
import { audit } from '../../audit/audit.ts'
import { type Refused, refused } from '../../kernel/outcome.ts'
import type { SignedInStaff } from '../../identity/session.ts'
import { changePeople, lockPerson } from './keep-an-admin.ts'
import { type UpdatedPerson, updatedPerson } from './outcome.ts'

/**
 * Shuts somebody out, or lets them in again. Out means at once: sessions and links are gone with the commit, and streams
 * end as soon as the change feed tells of it, in every process.
 */
export async function setActive(
  app: App,
  admin: SignedInStaff,
  staffId: string,
  active: boolean,
): Promise<UpdatedPerson | Refused> {
  // Whoever locks the door from outside should not be the one inside.
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
