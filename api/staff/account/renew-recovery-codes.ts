import type { App } from '../../app/app.ts'
import { audit } from '../../audit/audit.ts'
import { type LimitReached, type Refused, refused } from '../../kernel/outcome.ts'
import { inTransaction } from '../../kernel/transaction.ts'
import type { SignedInStaff } from '../../identity/session.ts'
import type { NewRecoveryCodes } from './outcome.ts'
import { isOwnPassword, orLimitReached } from './own-password.ts'
import { newRecoveryCodes, recoveryCodeHash } from './recovery-codes.ts'
import { hasSecondFactor } from './second-factor.ts'

/** Replaces all recovery codes; requires the password. */
export async function renewRecoveryCodes(
  app: App,
  staff: SignedInStaff,
  password: string,
  now: Date,
): Promise<NewRecoveryCodes | LimitReached | Refused> {
  return orLimitReached(now, async () => {
    if (!(await isOwnPassword(app, staff.id, password))) return refused('WRONG_PASSWORD')
    if (!(await hasSecondFactor(app, staff.id))) return refused('SECOND_FACTOR_MISSING')
    return writeRecoveryCodes(app, staff, 'staff.recovery-codes-renewed')
  })
}

/** Replaces all recovery codes. @param action for the audit */
export async function writeRecoveryCodes(
  app: App,
  staff: SignedInStaff,
  action: string,
): Promise<NewRecoveryCodes> {
  const codes = newRecoveryCodes()
  await inTransaction(app.db.pool, async (client) => {
    await client.query('DELETE FROM recovery_code WHERE staff_id = $1', [staff.id])
    await client.query(
      'INSERT INTO recovery_code (staff_id, code_hash) SELECT $1, hash FROM unnest($2::bytea[]) AS hash',
      [staff.id, codes.map(recoveryCodeHash)],
    )
    await audit(client, `staff:${staff.id}`, action)
  })
  return { type: 'NewRecoveryCodes', codes }
}
