import type { App } from '../../app/app.ts'
import { type Refused, refused } from '../../kernel/outcome.ts'
import type { SignedInStaff } from '../../identity/session.ts'
import type { NewRecoveryCodes } from './outcome.ts'
import { writeRecoveryCodes } from './renew-recovery-codes.ts'
import { useOneTimePassword } from './second-factor.ts'

/** Activates the authenticator by its first one-time password and returns new recovery codes. */
export async function confirmAuthenticator(
  app: App,
  staff: SignedInStaff,
  otp: string,
  now: Date,
): Promise<NewRecoveryCodes | Refused> {
  const confirmed = await useOneTimePassword(app, staff.id, otp.replace(/\s/g, ''), now, true)
  if (!confirmed) return refused('WRONG_OTP')
  return writeRecoveryCodes(app, staff, 'staff.authenticator-confirmed')
}
