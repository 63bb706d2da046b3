import { builder } from '../core/builder.ts'
import type { Role } from '../../kernel/roles.ts'
import { Department } from '../catalogue/queries.ts'

/** The roles in the schema. */
export const StaffRole = builder.enumType('StaffRole', {
  description: 'Role of a member of staff; several roles add up.',
  values: {
    CLERK: { value: 'clerk', description: 'Works with bookings of the own departments.' },
    PLANNER: { value: 'planner', description: 'Plans opening hours and closures, and reads statistics.' },
    EDITOR: { value: 'editor', description: 'Edits the catalogue.' },
    ADMIN: { value: 'admin', description: 'Has all rights in all departments, and manages accounts.' },
  } as const satisfies { [Value in Role as Uppercase<Value>]: { value: Value; description: string } },
})

const PersonState = builder.enumType('PersonState', {
  description: 'State of an account.',
  values: {
    INVITED: { description: 'Invited; has not signed in yet.' },
    ACTIVE: { description: 'Can sign in.' },
    DISABLED: { description: 'Disabled; cannot sign in.' },
  } as const,
})

/** A member of staff, with the fields for admins. */
export const Person = builder.prismaObject('Staff', {
  variant: 'Person',
  access: 'admin',
  description: 'Member of staff as admins see it.',
  select: { id: true },
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Stable.' }),
    name: t.exposeString('name', { description: 'Name.' }),
    email: t.exposeString('email', { description: 'E-mail address for sign-in and mails.' }),
    roles: t.field({
      type: [StaffRole],
      description: 'Roles, in no particular order.',
      select: { roles: true },
      resolve: ({ roles }) => roles as Role[],
    }),
    departments: t.relation('departments', {
      type: Department,
      description: 'Departments; without effect for admins.',
      query: { orderBy: { id: 'asc' } },
    }),
    state: t.field({
      type: PersonState,
      description: 'State of the account.',
      select: { active: true, passwordHash: true, lastSignedInAt: true },
      resolve: ({ active, passwordHash, lastSignedInAt }) => {
        if (!active) return 'DISABLED'
        return passwordHash === null && lastSignedInAt === null ? 'INVITED' : 'ACTIVE'
      },
    }),
    hasAuthenticator: t.boolean({
      description: 'Whether sign-in by password requires a one-time password of an app.',
      select: { authenticator: { select: { confirmedAt: true } } },
      resolve: ({ authenticator }) => authenticator?.confirmedAt != null,
    }),
    passkeyCount: t.relationCount('passkeys', { description: 'Number of passkeys.' }),
    fromProvider: t.boolean({
      description: 'Whether the account has signed in by the identity provider of the town.',
      select: { providerSubject: true },
      resolve: ({ providerSubject }) => providerSubject !== null,
    }),
    lastSignedInAt: t.expose('lastSignedInAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Last sign-in; null if never.',
    }),
    version: t.exposeInt('version', {
      description: 'Version for `changeStaff`; incremented with every change of rights.',
    }),
    linkExpiresAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Expiry of the last mailed link; null without a valid link.',
      select: { link: { select: { expiresAt: true } } },
      resolve: ({ link }, _args, { now }) => (link && link.expiresAt > now ? link.expiresAt : null),
    }),
  }),
})

builder.queryFields((t) => ({
  people: t.prismaField({
    access: 'admin',
    type: [Person],
    description: 'Admins: all members of staff, by name.',
    resolve: (query, _root, _args, { app }) =>
      app.db.prisma.staff.findMany({ ...query, orderBy: [{ name: 'asc' }, { id: 'asc' }] }),
  }),
  person: t.prismaField({
    access: 'admin',
    type: Person,
    nullable: true,
    description: 'Admins: one member of staff; null if it does not exist.',
    args: { id: t.arg.id({ required: true, description: 'As in `people`.' }) },
    resolve: (query, _root, { id }, { app }) =>
      UUID.test(id) ? app.db.prisma.staff.findUnique({ ...query, where: { id } }) : null,
  }),
  departments: t.prismaField({
    access: 'admin',
    type: [Department],
    description: 'Admins: all departments, for assigning them to people.',
    resolve: (query, _root, _args, { app }) =>
      app.db.prisma.department.findMany({ ...query, orderBy: { id: 'asc' } }),
  }),
}))

/** Form of an id; the database refuses to compare other texts. */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
