import type { App } from '../../app.ts'
import { audit } from '../../audit/audit.ts'
import { type LimitReached, type Refused, refused } from '../../kernel/outcome.ts'
import { inTransaction } from '../../kernel/transaction.ts'
import type { SignedInStaff } from '../../identity/session.ts'
import { type UpdatedAccount, updatedAccount } from './outcome.ts'
import { isOwnPassword, unlessBusy } from './own-password.ts'
import { dropIdleRecoveryCodes } from './recovery-codes.ts'

/**
 * Takes the app away, for a new telephone, and the recovery codes when there is no passkey. Where the office asks for a second factor, nothing
 * else can be done until there is a new one.
 */
export async function removeAuthenticator(
  app: App,
  staff: SignedInStaff,
  password: string,
  now: Date,
): Promise<UpdatedAccount | LimitReached | Refused> {
  return unlessBusy(now, async () => {
    if (!(await isOwnPassword(app, staff.id, password))) return refused('WRONG_PASSWORD')
    await inTransaction(app.db.pool, async (client) => {
      await client.query('DELETE FROM authenticator WHERE staff_id = $1', [staff.id])
      await dropIdleRecoveryCodes(client, staff.id)
      await audit(client, `staff:${staff.id}`, 'staff.authenticator-removed')
    })
    return updatedAccount
  })
}
