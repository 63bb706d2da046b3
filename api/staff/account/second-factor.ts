import type { App } from '../../app/app.ts'
import { MAX_OTP } from '../../kernel/limits.ts'
import { unseal } from '../sealing.ts'
import { stepOf } from './authenticator.ts'
import { recoveryCodeHash } from './recovery-codes.ts'

/** Whether a second factor is active, so that the password alone is not enough. */
export async function hasSecondFactor(app: Pick<App, 'db'>, staffId: string): Promise<boolean> {
  return (await hasAuthenticator(app, staffId)) || (await hasPasskey(app, staffId))
}

/** Whether an authenticator app is active. */
export const hasAuthenticator = async ({ db }: Pick<App, 'db'>, staffId: string): Promise<boolean> =>
  (await db.prisma.authenticator.count({ where: { staffId, confirmedAt: { not: null } } })) > 0

export const hasPasskey = async ({ db }: Pick<App, 'db'>, staffId: string): Promise<boolean> =>
  (await db.prisma.passkey.count({ where: { staffId } })) > 0

/**
 * Consumes a one-time password or a recovery code; false when it is invalid or was used before. The database decides, so
 * that one of two simultaneous uses is refused.
 */
export async function useSecondFactor(app: App, staffId: string, typed: string, now: Date): Promise<boolean> {
  const code = typed.slice(0, MAX_OTP)
  const password = code.replace(/\s/g, '')
  return /^\d{6}$/.test(password)
    ? useOneTimePassword(app, staffId, password, now)
    : useRecoveryCode(app, staffId, code)
}

/** @param confirming the authenticator is being set up: its first valid password activates it */
export async function useOneTimePassword(
  { db, secretKey }: App,
  staffId: string,
  password: string,
  now: Date,
  confirming = false,
): Promise<boolean> {
  const authenticator = await db.prisma.authenticator.findUnique({ where: { staffId } })
  if (!authenticator || (!authenticator.confirmedAt && !confirming)) return false
  const secret = unseal(secretKey, staffId, authenticator.secret)
  const step = secret && stepOf(secret, password, now)
  if (step === null) return false
  // RFC 6238, 5.2: a one-time password is accepted once.
  const { count } = await db.prisma.authenticator.updateMany({
    where: { staffId, secret: authenticator.secret, lastStep: { lt: step } },
    data: { lastStep: step, ...(confirming ? { confirmedAt: now } : {}) },
  })
  return count === 1
}

async function useRecoveryCode({ db }: App, staffId: string, typed: string): Promise<boolean> {
  const codeHash = recoveryCodeHash(typed)
  if (!codeHash) return false
  const { count } = await db.prisma.recoveryCode.deleteMany({ where: { staffId, codeHash } })
  return count === 1
}
