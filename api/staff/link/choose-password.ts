import type { App } from '../../app.ts'
import { audit } from '../../audit/audit.ts'
import { runCommand } from '../../command.ts'
import { type InvalidInput, type LimitReached, type Refused, refused } from '../../kernel/outcome.ts'
import { Rollback } from '../../kernel/transaction.ts'
import { passwordProblem, unlessBusy } from '../account/own-password.ts'
import { hashPassword } from '../password.ts'
import { openLink } from './open-link.ts'
import { staffLinkHash } from '../../identity/link-token.ts'

/** The password counts; signing in is the next thing, with the second factor where there is one. */
export interface PasswordChosen {
  type: 'PasswordChosen'
  email: string
}

/** Sets the password of whoever holds a link, which is used up by it. All their sessions end: somebody else may have had the old one. */
export async function choosePassword(
  app: App,
  { token, password }: { token: string; password: string },
  now: Date,
): Promise<PasswordChosen | InvalidInput | LimitReached | Refused> {
  if (app.config.provider?.only) return refused('ONLY_BY_PROVIDER')
  // Before the work of hashing, so that guessing tokens costs us nothing.
  const link = await openLink(app, token, now)
  if (!link) return refused('LINK_INVALID')
  const problem = passwordProblem(password, 'password')
  if (problem) return problem
  return unlessBusy(now, async () => {
    const hash = await hashPassword(password)
    return runCommand<PasswordChosen | Refused>(app, {}, async (client) => {
      // Of two who use it at once, one finds it gone.
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
