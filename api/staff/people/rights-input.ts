import { ROLES } from '../../kernel/config.ts'
import { emailProblem } from '../../booking/input.ts'
import type { FieldProblem } from '../../kernel/outcome.ts'
import type { Queryable } from '../../kernel/db.ts'
import { MAX_NAME } from '../../kernel/limits.ts'

/** Name, roles and departments of a person, as entered by an admin. */
export interface RightsInput {
  /** The name that colleagues see. */
  name: string
  roles: readonly string[]
  departmentIds: readonly string[]
}

/** Validated rights, without repetitions. */
export interface Rights {
  name: string
  roles: string[]
  departmentIds: string[]
}

/** C0 and C1 control characters and the separators that act like line breaks; not the marks of right-to-left text. */
const CONTROL = /[\p{Cc}\u2028\u2029]/u

/** Validates rights and returns all problems. */
export async function checkRights(
  db: Queryable,
  input: RightsInput,
): Promise<{ value: Rights; problems: FieldProblem[] }> {
  const name = input.name.trim().normalize('NFC')
  const roles = ROLES.filter((role) => input.roles.includes(role))
  const departmentIds = [...new Set(input.departmentIds)]
  const { rows } = await db.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM department WHERE id = ANY ($1)',
    [departmentIds],
  )
  const problems: FieldProblem[] = [
    ...nameProblem(name),
    ...(roles.length === 0 ? [{ field: 'roles', code: 'NO_ROLES' } as const] : []),
    // Admins work for all departments; all others need at least one, or they would see nothing.
    ...(departmentIds.length === 0 && roles.length > 0 && !roles.includes('admin')
      ? [{ field: 'departmentIds', code: 'NO_DEPARTMENT' } as const]
      : []),
    ...(rows[0]!.count < departmentIds.length
      ? [{ field: 'departmentIds', code: 'UNKNOWN_DEPARTMENT' } as const]
      : []),
  ]
  return { value: { name, roles, departmentIds }, problems }
}

/** Validates an e-mail address for signing in; stored in lower case. */
export function checkEmail(typed: string): { email: string; problems: FieldProblem[] } {
  const email = typed.trim().toLowerCase()
  return { email, problems: emailProblem(email, 'email') }
}

function nameProblem(name: string): FieldProblem[] {
  if (!name) return [{ field: 'name', code: 'REQUIRED' }]
  if ([...name].length > MAX_NAME) return [{ field: 'name', code: 'TOO_LONG', limit: MAX_NAME }]
  return CONTROL.test(name) ? [{ field: 'name', code: 'CONTROL_CHARACTERS' }] : []
}
