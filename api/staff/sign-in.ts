import type { App } from '../app.ts'
import { type LimitReached, type Refused, refused } from '../kernel/outcome.ts'
import { unlessBusy } from './account/own-password.ts'
import { hasSecondFactor, useSecondFactor } from './account/second-factor.ts'
import { admit, type SignedIn, turnAway } from './admit.ts'
import { verifyPassword } from './password.ts'
import { PASSWORD_LENGTH } from '../kernel/limits.ts'

export interface SignInInput {
  email: string
  password: string
  otp?: string | null
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
  if (app.config.provider?.only) return refused('ONLY_BY_PROVIDER')
  const staff = await app.db.prisma.staff.findUnique({
    where: { email: email.trim().toLowerCase().slice(0, 254) },
  })
  const known = staff?.active ? staff : null
  return unlessBusy(now, async () => {
    const right = await verifyPassword(password.slice(0, PASSWORD_LENGTH.most), known?.passwordHash ?? null)
    if (!known || !right) {
      await turnAway(app, staff?.id ?? null, 'password')
      return refused('WRONG_CREDENTIALS')
    }
    if (await hasSecondFactor(app, known.id)) {
      if (!otp?.trim()) return refused('OTP_REQUIRED')
      if (!(await useSecondFactor(app, known.id, otp, now))) {
        await turnAway(app, known.id, 'password')
        return refused('WRONG_OTP')
      }
    }
    return (await admit(app, known.id, 'password', { device }, now)) ?? refused('WRONG_CREDENTIALS')
  })
}
