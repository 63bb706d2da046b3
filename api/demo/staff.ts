import type { App } from '../app/app.ts'
import type { Role } from '../kernel/roles.ts'
import type { SignedInStaff } from '../identity/session.ts'
import { hashPassword } from '../staff/password/password.ts'

/** Password of all accounts of the demo. Public, because it protects only invented data on this machine. */
export const DEMO_PASSWORD = 'ein-tag-im-rathaus'

interface Account {
  name: string
  email: string
  role: Role
  /** Empty: of every department. */
  departmentIds: readonly string[]
  /** Text in the printed list of accounts. */
  description: string
}

/** The accounts of the demo, for each role and each kind of department. */
export const ACCOUNTS: readonly Account[] = [
  {
    name: 'Nadine Brückner',
    email: 'brueckner@example.org',
    role: 'clerk',
    departmentIds: ['einwohnermeldewesen'],
    description: 'clerk, residents’ registration (at the desks)',
  },
  {
    name: 'Tarik Demir',
    email: 'demir@example.org',
    role: 'clerk',
    departmentIds: ['wohngeld', 'standesamt'],
    description: 'clerk, housing benefit and registry office (by telephone)',
  },
  {
    name: 'Kerstin Vogt',
    email: 'vogt@example.org',
    role: 'planner',
    departmentIds: ['einwohnermeldewesen', 'standesamt'],
    description: 'planner, opening hours and closures',
  },
  {
    name: 'Jan Wiśniewski',
    email: 'wisniewski@example.org',
    role: 'editor',
    departmentIds: ['einwohnermeldewesen', 'gewerbe'],
    description: 'editor, services and their texts',
  },
  {
    name: 'Dr. Ute Hoffmann',
    email: 'hoffmann@example.org',
    role: 'admin',
    departmentIds: [],
    description: 'admin, everything',
  },
]

/** The signed-in staff of the demo. */
export interface DemoStaff {
  admin: SignedInStaff
  planner: SignedInStaff
  /** The clerk of a department; the admin if it has none. */
  clerkOf(departmentId: string): SignedInStaff
}

/** Creates the accounts. All have the same password hash, because hashing takes some tenths of a second. */
export async function createStaff({ db }: App, now: Date): Promise<DemoStaff> {
  const passwordHash = await hashPassword(DEMO_PASSWORD)
  const all: SignedInStaff[] = []
  for (const { name, email, role, departmentIds } of ACCOUNTS) {
    const departments = { connect: departmentIds.map((id) => ({ id })) }
    const { id } = await db.prisma.staff.create({
      data: { name, email, roles: [role], passwordHash, departments, createdAt: now },
      select: { id: true },
    })
    const everywhere = role === 'admin'
    all.push({
      id,
      name,
      email,
      roles: [role],
      mayWorkWith: everywhere ? {} : { departmentId: { in: [...departmentIds] } },
      mayWorkIn: (departmentId) => everywhere || departmentIds.includes(departmentId),
    })
  }
  const withRole = (role: Role) => all.filter(({ roles }) => roles.includes(role))
  const [admin] = withRole('admin')
  return {
    admin: admin!,
    planner: withRole('planner')[0]!,
    clerkOf: (department) => withRole('clerk').find(({ mayWorkIn }) => mayWorkIn(department)) ?? admin!,
  }
}
