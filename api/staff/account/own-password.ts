import type { App } from '../../app/app.ts'
import type { LimitReached } from '../../kernel/outcome.ts'
import { PASSWORD_LENGTH } from '../../kernel/limits.ts'
import { BUSY_MS, PasswordsBusy, verifyPassword } from '../password/password.ts'
import { addMs } from '../../kernel/instant.ts'

/** Whether a password is that of a member of staff. @throws PasswordsBusy */
export async function isOwnPassword({ db }: App, staffId: string, password: string): Promise<boolean> {
  const staff = await db.prisma.staff.findUnique({ where: { id: staffId }, select: { passwordHash: true } })
  return verifyPassword(password.slice(0, PASSWORD_LENGTH.most), staff?.passwordHash ?? null)
}

/** Runs work that hashes passwords; a full queue becomes LimitReachedError. */
export async function orLimitReached<T>(now: Date, work: () => Promise<T>): Promise<T | LimitReached> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof PasswordsBusy)) throw error
    return { type: 'LimitReachedError', retryAt: addMs(now, BUSY_MS) }
  }
}
