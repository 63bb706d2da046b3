import type { App } from '../../app/app.ts'
import { MESSAGES_ONLY, runStatement } from '../../app/command.ts'
import { staffEmail } from '../../inputs/email.ts'
import { check } from '../../inputs/field-problems.ts'
import { invalid, type InvalidInput, type Refused, refused } from '../../kernel/outcome.ts'
import { issueLink } from './issue-link.ts'

/** The request was accepted. Does not reveal whether the account exists. */
export interface PasswordLinkRequested {
  type: 'PasswordLinkRequested'
  email: string
}

/** Mails a link for a new password, if there is an active account with this address. */
export async function requestPasswordLink(
  app: App,
  input: { email: string; locale: string },
  now: Date,
): Promise<PasswordLinkRequested | InvalidInput | Refused> {
  if (app.config.provider?.only) return refused('ONLY_BY_PROVIDER')
  const checked = check(staffEmail, input.email, 'email')
  if ('problems' in checked) return invalid(checked.problems)
  const email = checked.value
  const request = { locale: input.locale, actor: 'system', action: 'staff.link-requested' } as const
  await runStatement(
    app,
    (db) => issueLink(db, app, { email }, request, now),
    () => MESSAGES_ONLY,
  )
  return { type: 'PasswordLinkRequested', email }
}
