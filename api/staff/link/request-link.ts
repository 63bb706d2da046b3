import type { App } from '../../app.ts'
import { emailProblem } from '../../booking/input.ts'
import { invalid, type InvalidInput, type Refused, refused } from '../../kernel/outcome.ts'
import { issueLink } from './issue-link.ts'

/** The request was accepted; says nothing about whether the account exists. */
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
  const email = input.email.trim().toLowerCase()
  const problems = emailProblem(email, 'email')
  if (problems.length > 0) return invalid(problems)
  const asked = { locale: input.locale, actor: 'system', action: 'staff.link-requested' } as const
  await issueLink(app.db.pool, app, { email }, asked, now)
  app.wakeWorker()
  return { type: 'PasswordLinkRequested', email }
}
