import type { App } from '../app.ts'
import { type Refused, refused } from '../booking/outcome.ts'
import { verifyPassword } from './password.ts'
import { openSession } from './session.ts'

export interface SignInInput {
  email: string
  password: string
}

export interface SignedIn {
  type: 'StaffSession'
  staffId: string
  /** For the cookie. */
  secret: string
}

/** Opens a session for a member of staff. Unknown, disabled and wrong answer alike. */
export async function signIn(
  app: App,
  { email, password }: SignInInput,
  now: Date,
): Promise<SignedIn | Refused> {
  const staff = await app.db.prisma.staff.findUnique({
    where: { email: email.trim().toLowerCase().slice(0, 254) },
  })
  const known = staff?.active ? staff : null
  const right = await verifyPassword(password.slice(0, 1000), known?.passwordHash ?? null)
  if (!known || !right) return refused('WRONG_CREDENTIALS')
  return { type: 'StaffSession', staffId: known.id, secret: await openSession(app, known.id, now) }
}
