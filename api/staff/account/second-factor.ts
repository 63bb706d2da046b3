import type { App } from '../../app.ts'
import { unseal } from '../sealing.ts'
import { stepOf } from './authenticator.ts'
import { recoveryCodeHash } from './recovery-codes.ts'

/** Whether somebody has a second factor, which the password alone does not open the door without. */
export async function hasSecondFactor(app: Pick<App, 'db'>, staffId: string): Promise<boolean> {
  return (await hasAuthenticator(app, staffId)) || (await hasPasskey(app, staffId))
}

/** Whether an app for one-time passwords counts. */
export const hasAuthenticator = async ({ db }: Pick<App, 'db'>, staffId: string): Promise<boolean> =>
  (await db.prisma.authenticator.count({ where: { staffId, confirmedAt: { not: null } } })) > 0

export const hasPasskey = async ({ db }: Pick<App, 'db'>, staffId: string): Promise<boolean> =>
  (await db.prisma.passkey.count({ where: { staffId } })) > 0

/**
 * Uses up a one-time password of the app, or a recovery code; false when it is neither, or was used before. The
 * database decides, so that of two who send the same at once, one is refused.
 */
export async function useSecondFactor(app: App, staffId: string, typed: string, now: Date): Promise<boolean> {
  const code = typed.slice(0, 100)
  const password = code.replace(/\s/g, '')
  return /^\d{6}$/.test(password)
    ? useOneTimePassword(app, staffId, password, now)
    : useRecoveryCode(app, staffId, code)
}

/** @param confirming the app is being set up: its first password makes it count */
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
  // RFC 6238, 5.2: a password that was accepted once is not accepted again.
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
