import { randomBytes } from 'node:crypto'
import type { Database } from '../kernel/db.ts'
import type { Config } from '../kernel/config.ts'
import { hashPassword } from './password/password.ts'

/** The first account. */
export interface FirstAdmin {
  email: string
  /** A generated password, which must be shown once; null: it was configured. */
  password: string | null
}

/** Creates the first admin of an instance without staff; otherwise null. */
export async function createFirstAdmin(db: Database, config: Config, now: Date): Promise<FirstAdmin | null> {
  if ((await db.prisma.staff.count()) > 0) return null
  const email = config.adminEmail ?? 'admin@localhost'
  const password = config.adminPassword ?? randomBytes(12).toString('base64url')
  // If two processes start at the same time, the second one finds the address taken and creates nothing.
  const { count } = await db.prisma.staff.createMany({
    data: {
      name: 'Administration',
      email,
      passwordHash: await hashPassword(password),
      roles: ['admin'],
      createdAt: now,
    },
    skipDuplicates: true,
  })
  return count === 0 ? null : { email, password: config.adminPassword ? null : password }
}
