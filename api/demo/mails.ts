import { requestPasswordLink } from '../staff/link/request-link.ts'
import { inviteStaff } from '../staff/people/invite-staff.ts'
import { sendFeedback } from '../notification/send-feedback.ts'
import { sendManageLink } from '../booking/link/send.ts'
import { mailChannel } from '../notification/transport/mail-channel.ts'
import { openTransport } from '../notification/transport/transport.ts'
import { deliverDue } from '../notification/outbox/deliver.ts'
import { senderOf } from '../notification/sender.ts'
import { ACCOUNTS } from './staff.ts'
import { minutesAfter, type Town } from './town.ts'
import { FEEDBACK } from './texts.ts'

/** Mails of the last days are written into the folder; earlier ones are only marked as sent, so that it has few files. */
const DAYS = 3
const EVERY_MINUTES = 4 * 60

/** Plans the delivery of mails until the end of the demo, and mails of the kinds that no booking causes. */
export function planMails(town: Town, end: Date): void {
  const { app, timeline } = town
  const begin = minutesAfter(end, -DAYS * 24 * 60)
  timeline.add(begin, (now) => markAsSent(town, now))
  const transport = openTransport(app.config)
  const channel = mailChannel({ db: app.db, transport, config: senderOf(app) })
  const deliver = async (now: Date) => {
    await deliverDue({ db: app.db, channel, log: app.log, now: () => now })
  }
  for (let at = minutesAfter(begin, EVERY_MINUTES); at < end; at = minutesAfter(at, EVERY_MINUTES))
    timeline.add(at, deliver)
  timeline.add(end, deliver)
  timeline.add(minutesAfter(begin, 400), (now) => sendOtherKinds(town, now))
}

async function markAsSent({ app }: Town, now: Date): Promise<void> {
  await app.db.pool.query(
    `UPDATE outbox_message SET sent_at = due_at, attempts = 1
      WHERE due_at < $1 AND sent_at IS NULL AND skipped_at IS NULL AND failed_at IS NULL`,
    [now],
  )
}

/** Mails to a new colleague, about a forgotten password and a lost link, and feedback about the pages. */
async function sendOtherKinds({ app, staff }: Town, now: Date): Promise<void> {
  const invited = { name: 'Merve Kaya', email: 'kaya@example.org', roles: ['clerk'] }
  await inviteStaff(
    app,
    staff.admin,
    { ...invited, departmentIds: ['einwohnermeldewesen'], locale: 'de' },
    now,
  )
  await requestPasswordLink(app, { email: ACCOUNTS[0]!.email, locale: 'de' }, now)
  for (const text of FEEDBACK) await sendFeedback(app, { text, name: null, email: null, locale: 'de' }, now)
  const known = await app.db.prisma.booking.findMany({
    where: { status: 'CONFIRMED', contact: { email: { not: null } } },
    select: { reference: true, contact: { select: { email: true } } },
    orderBy: { startsAt: 'desc' },
    take: 2,
  })
  for (const { reference, contact } of known)
    await sendManageLink(app, { reference, email: contact!.email!, locale: 'de' }, now)
}
