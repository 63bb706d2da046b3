import type { App } from '../../app/app.ts'
import { audit } from '../../audit/audit.ts'
import { type LimitReached, type Refused, refused } from '../../kernel/outcome.ts'
import { inTransaction } from '../../kernel/transaction.ts'
import type { OwnSession } from '../../identity/session.ts'
import { seal } from '../sealing.ts'
import { newSecret, setupOf } from './authenticator.ts'
import type { AuthenticatorSetup } from './outcome.ts'
import { isOwnPassword, orLimitReached } from './own-password.ts'
import { hasAuthenticator } from './second-factor.ts'

/**
 * Generates a secret for an authenticator app. It becomes active with the first valid one-time password
 * (confirm-authenticator.ts). An active one must be removed before.
 */
export async function beginAuthenticator(
  app: App,
  { staff, mustEnrol }: OwnSession,
  password: string | null,
  now: Date,
): Promise<AuthenticatorSetup | LimitReached | Refused> {
  return orLimitReached(now, async () => {
    // Not required during enrolment, just after sign-in. Otherwise the page may be open at an unattended desk.
    if (!mustEnrol && !(await isOwnPassword(app, staff.id, password ?? ''))) return refused('WRONG_PASSWORD')
    if (await hasAuthenticator(app, staff.id)) return refused('SECOND_FACTOR_SET')
    const secret = newSecret()
    const sealed = seal(app.secretKey, staff.id, secret)
    await inTransaction(app.db.pool, async (client) => {
      // An authenticator that was confirmed in the meantime stays; the secret shown here then never becomes active.
      await client.query(
        `INSERT INTO authenticator (staff_id, secret) VALUES ($1, $2)
             ON CONFLICT (staff_id) DO UPDATE SET secret = excluded.secret, last_step = 0
          WHERE authenticator.confirmed_at IS NULL`,
        [staff.id, sealed],
      )
      await audit(client, `staff:${staff.id}`, 'staff.authenticator-begun')
    })
    const office = await app.db.prisma.office.findFirst({ select: { name: true } })
    const { de } = (office?.name ?? {}) as { de?: string }
    return { type: 'AuthenticatorSetup', ...setupOf(secret, de ?? 'Terminklick', staff.email) }
  })
}
