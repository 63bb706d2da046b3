import { expect, test } from 'vitest'
import { deliverDue, type DeliveryDeps } from '../../../api/notification/outbox/deliver.ts'
import { mailChannel } from '../../../api/notification/transport/mail-channel.ts'
import type { Mail } from '../../../api/notification/mail.ts'
import { runRetention } from '../../../api/notification/outbox/retention.ts'
import { senderOf } from '../../../api/notification/sender.ts'
import { LIMITS } from '../../../api/safety/limits.ts'
import { hashPassword } from '../../../api/staff/password/password.ts'
import { testApp } from '../../support/app.ts'
import { nasty } from '../../unit/notification/appointments.ts'

let now = new Date('2026-11-24T09:00:00Z')
const { app, ask } = await testApp({ config: { rateLimits: true }, now: () => now })
await app.db.prisma.staff.create({
  data: {
    name: 'Verwaltung',
    email: 'verwaltung@example.org',
    passwordHash: await hashPassword('korrekt Pferd Batterie'),
    roles: ['admin'],
  },
})

const sent: Mail[] = []
const deps: DeliveryDeps = {
  db: app.db,
  channel: mailChannel({
    db: app.db,
    transport: { send: async (mail) => void sent.push(mail), close: () => {} },
    config: senderOf(app),
  }),
  now: () => now,
  log: app.log,
}

/** Delivers due messages. @returns the mails that were sent */
async function delivered(): Promise<Mail[]> {
  sent.length = 0
  await deliverDue(deps)
  return [...sent]
}

const write = async (input: object, clientAddress = '198.51.100.7') =>
  (
    await ask(
      `mutation ($input: SendFeedbackInput!) {
         sendFeedback(input: $input) {
           __typename
           ... on FeedbackSent { answerable }
           ... on InvalidInputError { fields { field message(locale: "de-simple") } }
         }
       }`,
      { input: { locale: 'de', ...input } },
      { clientAddress },
    )
  ).sendFeedback

test('feedback goes to the office, with the sender as Reply-To', async () => {
  await app.db.prisma.office.update({ where: { id: 1 }, data: { email: 'info@example.org' } })
  expect(
    await write({
      text: 'Der Knopf ist zu klein.\nBitte größer!',
      name: 'Erika',
      email: 'erika@example.org',
    }),
  ).toEqual({ __typename: 'FeedbackSent', answerable: true })

  const [mail] = (await delivered()) as [Mail]
  expect(mail).toMatchObject({
    from: { name: 'Stadt Merseburg', address: 'termine@termine.example' },
    to: { address: 'info@example.org' },
    replyTo: { address: 'erika@example.org' },
    locale: 'de',
    calendar: null,
  })
  for (const text of [mail.text, mail.html]) {
    expect(text).toContain('Der Knopf ist zu klein.')
    expect(text).toContain('erika@example.org')
  }
  expect(await delivered()).toEqual([])
})

test('feedback goes to an admin when the office has no e-mail address', async () => {
  await app.db.prisma.office.update({ where: { id: 1 }, data: { email: null } })
  expect(await write({ text: 'Ohne Absender.' })).toEqual({ __typename: 'FeedbackSent', answerable: false })
  const [mail] = (await delivered()) as [Mail]
  expect(mail).toMatchObject({ to: { address: 'verwaltung@example.org' }, replyTo: null })
  expect(mail.text).toContain('nicht angegeben')
})

test('feedback with markup and header lines is sent as plain text', async () => {
  const name = nasty.replace(/[\r\n]+/g, ' ')
  await write({ text: nasty, name })
  const [mail] = (await delivered()) as [Mail]
  expect(mail.subject).toBe('Nachricht zu Terminklick: Barriere oder Fehler')
  expect(mail.html).not.toContain('<img')
  expect(mail.text).not.toMatch(/^Bcc:/m)
})

test('feedback with invalid fields is refused with all of them and not stored', async () => {
  const before = await app.db.prisma.feedback.count()
  expect(await write({ text: '', email: 'falsch' })).toEqual({
    __typename: 'InvalidInputError',
    fields: [
      { field: 'text', message: 'Bitte füllen Sie dieses Feld aus.' },
      { field: 'email', message: 'Die E-Mail-Adresse stimmt nicht. So ist es richtig: name@beispiel.de' },
    ],
  })
  expect(await app.db.prisma.feedback.count()).toBe(before)
})

test('feedback is limited for each client address', async () => {
  for (let nth = 1; nth <= LIMITS.feedback.max; nth++)
    expect((await write({ text: `Nachricht ${nth}` }, '203.0.113.5')).__typename).toBe('FeedbackSent')
  expect((await write({ text: 'Noch eine' }, '203.0.113.5')).__typename).toBe('LimitReachedError')
  expect((await write({ text: 'Von nebenan' }, '203.0.113.6')).__typename).toBe('FeedbackSent')
})

test('feedback is deleted after the retention period, but not before its delivery', async () => {
  now = new Date('2026-12-24T09:00:00Z')
  const waiting = await app.db.prisma.outboxMessage.count({ where: { kind: 'FEEDBACK', sentAt: null } })
  expect(waiting).toBeGreaterThan(0)
  await runRetention(app.db, now, 7)
  expect(await app.db.prisma.feedback.count()).toBe(waiting)

  await app.db.prisma.outboxMessage.updateMany({ where: { sentAt: null }, data: { sentAt: now } })
  await runRetention(app.db, now, 7)
  expect(await app.db.prisma.feedback.count()).toBe(0)
  expect(await app.db.prisma.outboxMessage.count({ where: { kind: 'FEEDBACK' } })).toBe(0)
})
