import type pg from 'pg'
import type { App } from '../../app/app.ts'
import { check } from '../../inputs/field-problems.ts'
import { invitation, type RightsInput } from '../../inputs/person.ts'
import { invalid, type InvalidInput, type Refused } from '../../kernel/outcome.ts'
import { Rollback } from '../../kernel/transaction.ts'
import { issueLink } from '../link/issue-link.ts'
import type { SignedInStaff } from '../../identity/session.ts'
import { setDepartments } from './set-departments.ts'
import { rightsProblems, rolesIn } from './rights-input.ts'
import { changePeople } from './change-people.ts'
import { type UpdatedPerson, updatedPerson } from './outcome.ts'

export interface InviteInput extends RightsInput {
  email: string
  /** Language of the mail. */
  locale: string
}

/** Creates an account without a password and mails a link to choose one. */
export async function inviteStaff(
  app: App,
  admin: SignedInStaff,
  input: InviteInput,
  now: Date,
): Promise<UpdatedPerson | InvalidInput | Refused> {
  const checked = check(invitation, { ...input, roles: rolesIn(input.roles) })
  const problems = await rightsProblems(app.db.pool, checked, input.departmentIds)
  if ('problems' in checked || problems.length > 0) return invalid(problems)
  const { email, name, roles, departmentIds } = checked.value
  const invite = async (client: pg.PoolClient): Promise<UpdatedPerson> => {
    const { rows } = await client.query<{ id: string }>(
      `INSERT INTO staff (name, email, roles, created_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (email) DO NOTHING RETURNING id`,
      [name, email, roles, now],
    )
    const id = rows[0]?.id
    if (!id) throw new Rollback(invalid([{ field: 'email', code: 'EMAIL_TAKEN' }]))
    await setDepartments(client, id, departmentIds)
    const request = { locale: input.locale, actor: `staff:${admin.id}`, action: 'staff.invited' } as const
    await issueLink(client, app, { id }, request, now)
    return updatedPerson(id)
  }
  return changePeople<UpdatedPerson | InvalidInput>(app, invite, { messages: true })
}
