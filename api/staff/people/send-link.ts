import type { App } from '../../app.ts'
import { MESSAGES_ONLY, runStatement } from '../../command.ts'
import { type Refused, refused } from '../../kernel/outcome.ts'
import { issueLink } from '../link/issue.ts'
import type { SignedInStaff } from '../../identity/session.ts'
import { type UpdatedPerson, updatedPerson } from './outcome.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Mails somebody a link for a new password; an invitation once more, when they have not come in yet. */
export async function sendStaffLink(
  app: App,
  admin: SignedInStaff,
  staffId: string,
  locale: string,
  now: Date,
): Promise<UpdatedPerson | Refused> {
  if (!UUID.test(staffId)) return refused('NOBODY')
  // Where nobody has a password, only the way to the door can be told.
  if (app.config.provider?.only && (await hasComeIn(app, staffId))) return refused('ONLY_BY_PROVIDER')
  const request = { locale, actor: `staff:${admin.id}`, action: 'staff.link-sent' } as const
  const receiver = await runStatement(
    app,
    (db) => issueLink(db, app, { id: staffId }, request, now),
    (found) => (found ? MESSAGES_ONLY : null),
  )
  return receiver ? updatedPerson(staffId) : refused('NOBODY')
}

const hasComeIn = async ({ db }: App, staffId: string): Promise<boolean> =>
  (await db.prisma.staff.count({
    where: { id: staffId, NOT: { lastSignedInAt: null, passwordHash: null } },
  })) > 0
