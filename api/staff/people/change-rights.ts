import type { App } from '../../app/app.ts'
import { audit } from '../../audit/audit.ts'
import { check } from '../../inputs/field-problems.ts'
import { rights, type RightsInput } from '../../inputs/person.ts'
import { invalid, type InvalidInput, type Refused } from '../../kernel/outcome.ts'
import { Rollback } from '../../kernel/transaction.ts'
import type { SignedInStaff } from '../../identity/session.ts'
import { setDepartments } from './set-departments.ts'
import { rightsProblems, rolesIn } from './rights-input.ts'
import { changePeople, lockPerson } from './change-people.ts'
import { type PersonConflict, type UpdatedPerson, updatedPerson } from './outcome.ts'

/**
 * Sets the name, roles and departments of a person. Streams end within a second if the rights were removed.
 * @param version the version that the admin has read; if the present one is newer, the result is a conflict
 */
export async function changeRights(
  app: App,
  admin: SignedInStaff,
  staffId: string,
  { version, ...input }: RightsInput & { version: number },
): Promise<UpdatedPerson | PersonConflict | InvalidInput | Refused> {
  const checked = check(rights, { ...input, roles: rolesIn(input.roles) })
  const problems = await rightsProblems(app.db.pool, checked, input.departmentIds)
  if ('problems' in checked || problems.length > 0) return invalid(problems)
  const { name, roles, departmentIds } = checked.value
  return changePeople<UpdatedPerson | PersonConflict>(app, async (client) => {
    const person = await lockPerson(client, staffId)
    if (person.version !== version)
      throw new Rollback<PersonConflict>({ type: 'PersonConflictError', staffId })
    await client.query('UPDATE staff SET name = $2, roles = $3, version = version + 1 WHERE id = $1', [
      staffId,
      name,
      roles,
    ])
    await setDepartments(client, staffId, departmentIds)
    await audit(client, `staff:${admin.id}`, 'staff.rights-changed', {
      detail: { staff: staffId, roles, departments: departmentIds },
    })
    return updatedPerson(staffId)
  })
}
