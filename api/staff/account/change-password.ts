import type { App } from '../../app/app.ts'
import { audit } from '../../audit/audit.ts'
import { runCommand } from '../../app/command.ts'
import { check } from '../../inputs/field-problems.ts'
import { password } from '../../inputs/password.ts'
import { invalid, type InvalidInput, type LimitReached, type Refused, refused } from '../../kernel/outcome.ts'
import { hashPassword } from '../password/password.ts'
import type { OwnSession } from '../../identity/session.ts'
import { type UpdatedAccount, updatedAccount } from './outcome.ts'
import { isOwnPassword, orLimitReached } from './own-password.ts'

/** Changes a person's own password. All their other sessions end, because the old password may have been known to others. */
export async function changePassword(
  app: App,
  { id, staff }: OwnSession,
  input: { oldPassword: string; newPassword: string },
  now: Date,
): Promise<UpdatedAccount | InvalidInput | LimitReached | Refused> {
  const checked = check(password, input.newPassword, 'newPassword')
  if ('problems' in checked) return invalid(checked.problems)
  return orLimitReached(now, async () => {
    if (!(await isOwnPassword(app, staff.id, input.oldPassword))) return refused('WRONG_PASSWORD')
    const hash = await hashPassword(input.newPassword)
    return runCommand(app, {}, async (client) => {
      await client.query('UPDATE staff SET password_hash = $2 WHERE id = $1', [staff.id, hash])
      await client.query('DELETE FROM staff_session WHERE staff_id = $1 AND id <> $2', [staff.id, id])
      await audit(client, `staff:${staff.id}`, 'staff.password-changed')
      return updatedAccount
    })
  })
}
