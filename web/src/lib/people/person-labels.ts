import { m } from '#lib/i18n/i18n.ts'
import type { PersonData } from './people.graphql.ts'

export type Role = PersonData['roles'][number]

/** The roles in display order, with label and explanation. */
export const roles: Record<Role, { label: () => string; hint: () => string }> = {
  CLERK: { label: m.staff_role_clerk, hint: m.staff_role_clerk_hint },
  PLANNER: { label: m.staff_role_planner, hint: m.staff_role_planner_hint },
  EDITOR: { label: m.staff_role_editor, hint: m.staff_role_editor_hint },
  ADMIN: { label: m.staff_role_admin, hint: m.staff_role_admin_hint },
}

export const roleKeys = Object.keys(roles) as Role[]

/** “Sachbearbeitung, Planung” */
export const rolesLabel = (person: PersonData): string =>
  roleKeys
    .filter((role) => person.roles.includes(role))
    .map((role) => roles[role].label())
    .join(', ')

export const departmentsLabel = (person: PersonData): string =>
  person.roles.includes('ADMIN')
    ? m.staff_people_everywhere()
    : person.departments.map(({ name }) => name).join(', ')

/** “App, Passkey” */
export const factorsLabel = ({ hasAuthenticator, passkeyCount }: PersonData): string =>
  [hasAuthenticator && m.staff_factor_app(), passkeyCount > 0 && m.staff_factor_passkey()]
    .filter(Boolean)
    .join(', ') || m.staff_factor_none()

export const personStateLabel = ({ state }: PersonData): string =>
  ({ INVITED: m.staff_state_invited, ACTIVE: m.staff_state_active, DISABLED: m.staff_state_disabled })[
    state
  ]()

const labels: Record<string, () => string> = { email: m.staff_email, name: m.staff_people_name }

/** For an error summary: prefixes messages with the label of their field where they do not name it. */
export const withLabels = (problems: readonly { target: string; message: string }[]) =>
  problems.map(({ target, message }) => ({
    target,
    message: labels[target] ? `${labels[target]()}: ${message}` : message,
  }))
