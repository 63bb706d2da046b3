import { builder } from '../core/builder.ts'
import { Department } from '../catalogue/queries.ts'

/** The roles as the schema names them. */
export const StaffRole = builder.enumType('StaffRole', {
  description: 'What somebody’s work is; who has several may do what any of them may.',
  values: {
    CLERK: { value: 'clerk', description: 'Works with the bookings of own departments.' },
    PLANNER: { value: 'planner', description: 'Decides when the office is open, and reads its statistics.' },
    EDITOR: { value: 'editor', description: 'Keeps the catalogue.' },
    ADMIN: { value: 'admin', description: 'May do everything, in all departments, and keeps the people.' },
  } as const,
})

const PersonState = builder.enumType('PersonState', {
  description: 'Whether somebody can sign in.',
  values: {
    INVITED: { description: 'Has never come in yet.' },
    ACTIVE: { description: 'Can sign in.' },
    DISABLED: { description: 'Is shut out.' },
  } as const,
})

/** A member of staff, as admins see them. */
export const Person = builder.prismaObject('Staff', {
  variant: 'Person',
  access: 'admin',
  description: 'A member of staff, as admins see them.',
  select: { id: true },
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Stable.' }),
    name: t.exposeString('name', { description: 'As colleagues know them.' }),
    email: t.exposeString('email', { description: 'For signing in, and for mails.' }),
    roles: t.field({
      type: [StaffRole],
      description: 'In no particular order.',
      select: { roles: true },
      resolve: ({ roles }) => roles as ('clerk' | 'planner' | 'editor' | 'admin')[],
    }),
    departments: t.relation('departments', {
      type: Department,
      description: 'Whose bookings they work with; for admins without meaning.',
      query: { orderBy: { id: 'asc' } },
    }),
    state: t.field({
      type: PersonState,
      description: 'Whether they can sign in.',
      select: { active: true, passwordHash: true, lastSignedInAt: true },
      resolve: ({ active, passwordHash, lastSignedInAt }) => {
        if (!active) return 'DISABLED'
        return passwordHash === null && lastSignedInAt === null ? 'INVITED' : 'ACTIVE'
      },
    }),
    hasAuthenticator: t.boolean({
      description: 'Whether signing in by password asks for a one-time password of an app.',
      select: { authenticator: { select: { confirmedAt: true } } },
      resolve: ({ authenticator }) => authenticator?.confirmedAt != null,
    }),
    passkeyCount: t.relationCount('passkeys', { description: 'How many passkeys they can sign in with.' }),
    fromProvider: t.boolean({
      description: 'Whether the city’s own sign-in has let them in before.',
      select: { providerSubject: true },
      resolve: ({ providerSubject }) => providerSubject !== null,
    }),
    lastSignedInAt: t.expose('lastSignedInAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When they came in last; null: never.',
    }),
    version: t.exposeInt('version', { description: 'For `changeStaff`: rises with every change of rights.' }),
    linkExpiresAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Until when the link works that was mailed to them last; null: there is none.',
      select: { link: { select: { expiresAt: true } } },
      resolve: ({ link }, _args, { now }) => (link && link.expiresAt > now ? link.expiresAt : null),
    }),
  }),
})

builder.queryFields((t) => ({
  people: t.prismaField({
    access: 'admin',
    type: [Person],
    description: 'Admins: everybody who works here, by name.',
    resolve: (query, _root, _args, { app }) =>
      app.db.prisma.staff.findMany({ ...query, orderBy: [{ name: 'asc' }, { id: 'asc' }] }),
  }),
  person: t.prismaField({
    access: 'admin',
    type: Person,
    nullable: true,
    description: 'Admins: one of them; null when there is no such person.',
    args: { id: t.arg.id({ required: true, description: 'As in `people`.' }) },
    resolve: (query, _root, { id }, { app }) =>
      UUID.test(id) ? app.db.prisma.staff.findUnique({ ...query, where: { id } }) : null,
  }),
  departments: t.prismaField({
    access: 'admin',
    type: [Department],
    description: 'Admins: every department, for giving it to people.',
    resolve: (query, _root, _args, { app }) =>
      app.db.prisma.department.findMany({ ...query, orderBy: { id: 'asc' } }),
  }),
}))

/** The database refuses to look for any other. */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
