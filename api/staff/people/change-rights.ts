import type { App } from '../../app.ts'
import { audit } from '../../audit/audit.ts'
import { invalid, type InvalidInput, type Refused } from '../../booking/outcome.ts'
import type { SignedInStaff } from '../session.ts'
import { setDepartments } from './departments.ts'
import { checkRights, type RightsInput } from './input.ts'
import { changePeople, lockPerson } from './keep-an-admin.ts'
import { type UpdatedPerson, updatedPerson } from './outcome.ts'

/** Gives somebody a name, roles and departments. Streams that they read end within a second where rights are gone. */
export async function changeRights(
  app: App,
  admin: SignedInStaff,
  staffId: string,
  input: RightsInput,
): Promise<UpdatedPerson | InvalidInput | Refused> {
  const { value, problems } = await checkRights(app.db.pool, input)
  if (problems.length > 0) return invalid(problems)
  const { name, roles, departmentIds } = value
  return changePeople(app, async (client) => {
    await lockPerson(client, staffId)
    await client.query('UPDATE staff SET name = $2, roles = $3 WHERE id = $1', [staffId, name, roles])
    await setDepartments(client, staffId, departmentIds)
    await audit(client, `staff:${admin.id}`, 'staff.rights-changed', {
      detail: { staff: staffId, roles, departments: departmentIds },
    })
    return updatedPerson(staffId)
  })
}
