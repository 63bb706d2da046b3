import type { App } from '../../app/app.ts'
import { audit } from '../../audit/audit.ts'
import { runCommand } from '../../app/command.ts'
import { check } from '../../inputs/field-problems.ts'
import { password as passwordSchema } from '../../inputs/password.ts'
import { invalid, type InvalidInput, type LimitReached, type Refused, refused } from '../../kernel/outcome.ts'
import { Rollback } from '../../kernel/transaction.ts'
import { orLimitReached } from '../account/own-password.ts'
import { hashPassword } from '../password/password.ts'
import { openLink } from './open-link.ts'
import { staffLinkHash } from '../../identity/link-token.ts'

/** The password is set; the person signs in with it next. */
export interface PasswordChosen {
  type: 'PasswordChosen'
  email: string
}

/** Sets a password by a link, which works once. All sessions of the person end, because the old password may have been known. */
export async function choosePassword(
  app: App,
  { token, password }: { token: string; password: string },
  now: Date,
): Promise<PasswordChosen | InvalidInput | LimitReached | Refused> {
  if (app.config.provider?.only) return refused('ONLY_BY_PROVIDER')
  // Checked before hashing, so that guessed tokens cost no processor time.
  const link = await openLink(app, token, now)
  if (!link) return refused('LINK_INVALID')
  const checked = check(passwordSchema, password, 'password')
  if ('problems' in checked) return invalid(checked.problems)
  return orLimitReached(now, async () => {
    const hash = await hashPassword(password)
    return runCommand<PasswordChosen | Refused>(app, {}, async (client) => {
      // The DELETE decides between two simultaneous uses.
      const { rowCount } = await client.query(
        'DELETE FROM staff_link WHERE token_hash = $1 AND expires_at > $2',
        [staffLinkHash(token), now],
      )
      if (rowCount === 0) throw new Rollback(refused('LINK_INVALID'))
      await client.query('UPDATE staff SET password_hash = $2 WHERE id = $1', [link.staffId, hash])
      await client.query('DELETE FROM staff_session WHERE staff_id = $1', [link.staffId])
      await audit(client, `staff:${link.staffId}`, 'staff.password-chosen')
      return { type: 'PasswordChosen', email: link.email }
    })
  })
}
