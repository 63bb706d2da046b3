import type { App } from '../../app/app.ts'
import { audit } from '../../audit/audit.ts'
import { type LimitReached, type Refused, refused } from '../../kernel/outcome.ts'
import { inTransaction } from '../../kernel/transaction.ts'
import { type UpdatedAccount, updatedAccount } from '../account/outcome.ts'
import { isOwnPassword, orLimitReached } from '../account/own-password.ts'
import { deleteUnusedRecoveryCodes } from '../account/recovery-codes.ts'
import type { SignedInStaff } from '../../identity/session.ts'

/** Removes a passkey of the caller, e.g. when its device is sold. */
export async function removePasskey(
  app: App,
  staff: SignedInStaff,
  { id, password }: { id: string; password: string },
  now: Date,
): Promise<UpdatedAccount | LimitReached | Refused> {
  return orLimitReached(now, async () => {
    if (!(await isOwnPassword(app, staff.id, password))) return refused('WRONG_PASSWORD')
    await inTransaction(app.db.pool, async (client) => {
      const { rowCount } = await client.query('DELETE FROM passkey WHERE staff_id = $1 AND id::text = $2', [
        staff.id,
        id,
      ])
      if (rowCount === 0) return
      await deleteUnusedRecoveryCodes(client, staff.id)
      await audit(client, `staff:${staff.id}`, 'staff.passkey-removed')
    })
    return updatedAccount
  })
}
