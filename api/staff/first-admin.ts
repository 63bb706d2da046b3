import { randomBytes } from 'node:crypto'
import type { Database } from '../kernel/db.ts'
import type { Config } from '../kernel/config.ts'
import { hashPassword } from './password/password.ts'

/** The first account; `password` only when it was generated now and must be shown once. */
export interface FirstAdmin {
  email: string
  password: string | null
}

/** Creates the first admin of an instance without staff; otherwise null. */
export async function createFirstAdmin(db: Database, config: Config, now: Date): Promise<FirstAdmin | null> {
  if ((await db.prisma.staff.count()) > 0) return null
  const email = config.adminEmail ?? 'admin@localhost'
  const password = config.adminPassword ?? randomBytes(12).toString('base64url')
  // When two processes start at once, the second one finds the address taken.
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
