import type { App } from '../app.ts'
import { audit } from '../audit/audit.ts'
import { type LimitReached, type Refused, refused } from '../booking/outcome.ts'
import { inTransaction } from '../booking/transaction.ts'
import { PASSWORD_LENGTH, unlessBusy } from './account/own-password.ts'
import { hasSecondFactor, useSecondFactor } from './account/second-factor.ts'
import { verifyPassword } from './password.ts'
import { openSession } from './session.ts'

export interface SignInInput {
  email: string
  password: string
  otp?: string | null
}

export interface SignedIn {
  type: 'StaffSession'
  staffId: string
  /** For the cookie. */
  secret: string
}

/**
 * Opens a session for a member of staff. Unknown, disabled and wrong answer alike; the second factor is only asked for
 * when the password is right.
 * @param device kind of browser and system, for the list of one's own sessions
 */
export async function signIn(
  app: App,
  { email, password, otp }: SignInInput,
  device: string | null,
  now: Date,
): Promise<SignedIn | LimitReached | Refused> {
  const staff = await app.db.prisma.staff.findUnique({
    where: { email: email.trim().toLowerCase().slice(0, 254) },
  })
  const known = staff?.active ? staff : null
  return unlessBusy(now, async () => {
    const right = await verifyPassword(password.slice(0, PASSWORD_LENGTH.most), known?.passwordHash ?? null)
    if (!known || !right) return refused('WRONG_CREDENTIALS')
    if (await hasSecondFactor(app, known.id)) {
      if (!otp?.trim()) return refused('OTP_REQUIRED')
      if (!(await useSecondFactor(app, known.id, otp, now))) return refused('WRONG_OTP')
    }
    const secret = await inTransaction(app.db.pool, async (client) => {
      await audit(client, `staff:${known.id}`, 'staff.signed_in')
      return openSession(client, known.id, now, device)
    })
    return { type: 'StaffSession', staffId: known.id, secret }
  })
}
