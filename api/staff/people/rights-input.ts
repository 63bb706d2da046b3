import type { Checked } from '../../inputs/field-problems.ts'
import { problemsOf } from '../../inputs/field-problems.ts'
import { ROLES } from '../../kernel/roles.ts'
import type { Queryable } from '../../kernel/db.ts'
import type { FieldProblem } from '../../kernel/outcome.ts'

/** The known roles of an input, in their usual order and without repetitions. */
export const rolesIn = (roles: readonly string[]): string[] => ROLES.filter((role) => roles.includes(role))

/** All problems of checked rights, with that of a department that does not exist. */
export async function rightsProblems(
  db: Queryable,
  checked: Checked<unknown>,
  departmentIds: readonly string[],
): Promise<FieldProblem[]> {
  const { rows } = await db.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM department WHERE id = ANY ($1)',
    [departmentIds],
  )
  return [
    ...problemsOf(checked),
    ...(rows[0]!.count < new Set(departmentIds).size
      ? [{ field: 'departmentIds', code: 'UNKNOWN_DEPARTMENT' } as const]
      : []),
  ]
}
