import type { App } from '../../app/app.ts'
import { MESSAGES_ONLY, runStatement } from '../../app/command.ts'
import { type Refused, refused } from '../../kernel/outcome.ts'
import { issueLink } from '../link/issue-link.ts'
import type { SignedInStaff } from '../../identity/session.ts'
import { type UpdatedPerson, updatedPerson } from './outcome.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Mails a link for a new password, or the invitation again if the person has never signed in. */
export async function sendStaffLink(
  app: App,
  admin: SignedInStaff,
  staffId: string,
  locale: string,
  now: Date,
): Promise<UpdatedPerson | Refused> {
  if (!UUID.test(staffId)) return refused('NOBODY')
  // Without passwords (sign-in by the provider only) an invitation is still useful: it has the address of the sign-in page.
  if (app.config.provider?.only && (await hasSignedIn(app, staffId))) return refused('ONLY_BY_PROVIDER')
  const request = { locale, actor: `staff:${admin.id}`, action: 'staff.link-sent' } as const
  const receiver = await runStatement(
    app,
    (db) => issueLink(db, app, { id: staffId }, request, now),
    (found) => (found ? MESSAGES_ONLY : null),
  )
  return receiver ? updatedPerson(staffId) : refused('NOBODY')
}

const hasSignedIn = async ({ db }: App, staffId: string): Promise<boolean> =>
  (await db.prisma.staff.count({
    where: { id: staffId, NOT: { lastSignedInAt: null, passwordHash: null } },
  })) > 0
