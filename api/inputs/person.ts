import * as z from 'zod/mini'
import { staffEmail } from './email.ts'
import { coded, problemCheck } from './field-problems.ts'
import { personName } from './name.ts'

const rightsFields = {
  /** The name that colleagues see. */
  name: personName,
  roles: z
    .array(z.string())
    .check(problemCheck((roles) => (roles.length === 0 ? { code: 'NO_ROLES' } : null))),
  departmentIds: z.pipe(
    z.array(z.string()),
    z.transform((ids) => [...new Set(ids)]),
  ),
}

/**
 * Admins work for all departments; all others need at least one, or they would see nothing. Reported together with
 * the problems of single fields.
 */
const departmentNeeded = z.check<{ roles: string[]; departmentIds: string[] }>(
  ({ value: { roles, departmentIds }, issues }) => {
    if (departmentIds.length === 0 && roles.length > 0 && !roles.includes('admin'))
      issues.push({
        code: 'custom',
        input: departmentIds,
        path: ['departmentIds'],
        ...coded('NO_DEPARTMENT'),
      })
  },
  { when: () => true },
)

/** Name, roles and departments of a person, as an admin enters them. */
export const rights = z.object(rightsFields).check(departmentNeeded)

/** The same for a new person, with the address for signing in. */
export const invitation = z.object({ email: staffEmail, ...rightsFields }).check(departmentNeeded)

export type RightsInput = z.input<typeof rights>
export type Rights = z.output<typeof rights>
