import type { App } from '../../app/app.ts'
import { audit } from '../../audit/audit.ts'
import { type LimitReached, type Refused, refused } from '../../kernel/outcome.ts'
import { inTransaction } from '../../kernel/transaction.ts'
import type { SignedInStaff } from '../../identity/session.ts'
import { type UpdatedAccount, updatedAccount } from './outcome.ts'
import { isOwnPassword, orLimitReached } from './own-password.ts'
import { deleteUnusedRecoveryCodes } from './recovery-codes.ts'

/**
 * Removes the authenticator, e.g. for a new telephone, and the recovery codes if no passkey is left. Where the office
 * requires a second factor, the person must set up a new one before anything else.
 */
export async function removeAuthenticator(
  app: App,
  staff: SignedInStaff,
  password: string,
  now: Date,
): Promise<UpdatedAccount | LimitReached | Refused> {
  return orLimitReached(now, async () => {
    if (!(await isOwnPassword(app, staff.id, password))) return refused('WRONG_PASSWORD')
    await inTransaction(app.db.pool, async (client) => {
      await client.query('DELETE FROM authenticator WHERE staff_id = $1', [staff.id])
      await deleteUnusedRecoveryCodes(client, staff.id)
      await audit(client, `staff:${staff.id}`, 'staff.authenticator-removed')
    })
    return updatedAccount
  })
}
