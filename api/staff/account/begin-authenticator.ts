import type { App } from '../../app.ts'
import { audit } from '../../audit/audit.ts'
import { type LimitReached, type Refused, refused } from '../../kernel/outcome.ts'
import { inTransaction } from '../../kernel/transaction.ts'
import type { OwnSession } from '../../identity/session.ts'
import { seal } from '../sealing.ts'
import { newSecret, setupOf } from './authenticator.ts'
import type { AuthenticatorSetup } from './outcome.ts'
import { isOwnPassword, unlessBusy } from './own-password.ts'
import { hasAuthenticator } from './second-factor.ts'

/**
 * Makes a secret for an app. It counts with its first password (confirm-authenticator.ts); one that counts already is
 * removed first, by whoever knows the password.
 */
export async function beginAuthenticator(
  app: App,
  { staff, mustEnrol }: OwnSession,
  password: string | null,
  now: Date,
): Promise<AuthenticatorSetup | LimitReached | Refused> {
  return unlessBusy(now, async () => {
    // Who has to enrol has just typed it; everybody else may have left the desk with the page open.
    if (!mustEnrol && !(await isOwnPassword(app, staff.id, password ?? ''))) return refused('WRONG_PASSWORD')
    if (await hasAuthenticator(app, staff.id)) return refused('SECOND_FACTOR_SET')
    const secret = newSecret()
    const sealed = seal(app.secretKey, staff.id, secret)
    await inTransaction(app.db.pool, async (client) => {
      // Whoever confirmed one in between keeps it; the secret that is shown here then never counts.
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
