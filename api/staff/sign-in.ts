import type { App } from '../app/app.ts'
import { type LimitReached, type Refused, refused } from '../kernel/outcome.ts'
import { mailboxOf } from '../inputs/email.ts'
import { MAX_EMAIL, PASSWORD_LENGTH } from '../kernel/limits.ts'
import { orLimitReached } from './account/own-password.ts'
import { hasSecondFactor, useSecondFactor } from './account/second-factor.ts'
import { startSession, type SignedIn, recordFailedSignIn } from './complete-sign-in.ts'
import { verifyPassword } from './password/password.ts'

export interface SignInInput {
  email: string
  password: string
  otp?: string | null
}

/**
 * Signs in by password and, where set up, second factor. Unknown account, disabled account and wrong password give the
 * same answer; the second factor is only asked for after the right password.
 * @param device kind of browser and system, for the person's list of sessions
 */
export async function signIn(
  app: App,
  { email, password, otp }: SignInInput,
  device: string | null,
  now: Date,
): Promise<SignedIn | LimitReached | Refused> {
  if (app.config.provider?.only) return refused('ONLY_BY_PROVIDER')
  const staff = await app.db.prisma.staff.findUnique({
    where: { email: mailboxOf(email).slice(0, MAX_EMAIL) },
  })
  const account = staff?.active ? staff : null
  return orLimitReached(now, async () => {
    const right = await verifyPassword(password.slice(0, PASSWORD_LENGTH.most), account?.passwordHash ?? null)
    if (!account || !right) {
      await recordFailedSignIn(app, staff?.id ?? null, 'password')
      return refused('WRONG_CREDENTIALS')
    }
    if (await hasSecondFactor(app, account.id)) {
      if (!otp?.trim()) return refused('OTP_REQUIRED')
      if (!(await useSecondFactor(app, account.id, otp, now))) {
        await recordFailedSignIn(app, account.id, 'password')
        return refused('WRONG_OTP')
      }
    }
    return (await startSession(app, account.id, 'password', { device }, now)) ?? refused('WRONG_CREDENTIALS')
  })
}
