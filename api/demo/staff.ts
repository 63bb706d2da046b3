import type { App } from '../app.ts'
import type { Role } from '../kernel/config.ts'
import type { SignedInStaff } from '../identity/session.ts'
import { hashPassword } from '../staff/password/password.ts'

/** Everybody of the demo signs in with it. It protects invented data on this machine alone. */
export const DEMO_PASSWORD = 'ein-tag-im-rathaus'

interface Account {
  name: string
  email: string
  role: Role
  /** Empty: of every department. */
  departmentIds: readonly string[]
  /** In the list of sign-ins that is printed. */
  does: string
}

/** The people who work in the demo's town hall, one for each role and kind of department. */
export const ACCOUNTS: readonly Account[] = [
  {
    name: 'Nadine Brückner',
    email: 'brueckner@example.org',
    role: 'clerk',
    departmentIds: ['einwohnermeldewesen'],
    does: 'clerk, residents’ registration (at the desks)',
  },
  {
    name: 'Tarik Demir',
    email: 'demir@example.org',
    role: 'clerk',
    departmentIds: ['wohngeld', 'standesamt'],
    does: 'clerk, housing benefit and registry office (by telephone)',
  },
  {
    name: 'Kerstin Vogt',
    email: 'vogt@example.org',
    role: 'planner',
    departmentIds: ['einwohnermeldewesen', 'standesamt'],
    does: 'planner, opening hours and closures',
  },
  {
    name: 'Jan Wiśniewski',
    email: 'wisniewski@example.org',
    role: 'editor',
    departmentIds: ['einwohnermeldewesen', 'gewerbe'],
    does: 'editor, services and their texts',
  },
  {
    name: 'Dr. Ute Hoffmann',
    email: 'hoffmann@example.org',
    role: 'admin',
    departmentIds: [],
    does: 'admin, everything',
  },
]

/** The people of the demo, as signed in. */
export interface DemoStaff {
  admin: SignedInStaff
  planner: SignedInStaff
  /** The clerk of a department; where the demo has none, the admin stands in. */
  clerkOf(departmentId: string): SignedInStaff
}

/** Writes the accounts. They have one password, and so one hash: a hash takes some tenths of a second. */
export async function createStaff({ db }: App, now: Date): Promise<DemoStaff> {
  const passwordHash = await hashPassword(DEMO_PASSWORD)
  const everybody: SignedInStaff[] = []
  for (const { name, email, role, departmentIds } of ACCOUNTS) {
    const departments = { connect: departmentIds.map((id) => ({ id })) }
    const { id } = await db.prisma.staff.create({
      data: { name, email, roles: [role], passwordHash, departments, createdAt: now },
      select: { id: true },
    })
    const everywhere = role === 'admin'
    everybody.push({
      id,
      name,
      email,
      roles: [role],
      mayWorkWith: everywhere ? {} : { departmentId: { in: [...departmentIds] } },
      mayWorkIn: (departmentId) => everywhere || departmentIds.includes(departmentId),
    })
  }
  const withRole = (role: Role) => everybody.filter(({ roles }) => roles.includes(role))
  const [admin] = withRole('admin')
  return {
    admin: admin!,
    planner: withRole('planner')[0]!,
    clerkOf: (department) => withRole('clerk').find(({ mayWorkIn }) => mayWorkIn(department)) ?? admin!,
  }
}
