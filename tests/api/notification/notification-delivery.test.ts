import { simpleParser, type ParsedMail, type StructuredHeader } from 'mailparser'
import ICAL from 'ical.js'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { deliverDue } from '../../../api/notification/outbox/deliver.ts'
import type { MailTransport } from '../../../api/notification/mail.ts'
import { manageToken } from '../../../api/kernel/token.ts'
import { testDatabase } from '../../support/database.ts'
import { startSmtp, type FakeSmtp } from '../../support/smtp.ts'
import {
  config,
  createClock,
  deliveryDeps,
  plus,
  readMessage,
  smtpTransport,
  writeBooking,
  writeDesk,
  writeMessage,
} from './notification-fixtures.ts'

const db = await testDatabase()
const startsAt = new Date('2027-03-02T09:00:00Z')
const dueAt = new Date('2027-02-20T12:00:00Z')

let smtp: FakeSmtp
let transport: MailTransport
let clock: ReturnType<typeof createClock>
let deps: ReturnType<typeof deliveryDeps>

beforeAll(() => writeDesk(db))
beforeEach(async () => {
  await db.prisma.outboxMessage.deleteMany()
  smtp = await startSmtp()
  transport = smtpTransport(smtp.url)
  clock = createClock(dueAt)
  deps = deliveryDeps(db, transport, clock.now)
})
afterEach(async () => {
  transport.close()
  await smtp.stop()
})

async function confirmed(): Promise<string> {
  return writeMessage(db, { bookingId: await writeBooking(db, { startsAt }), startsAt, dueAt })
}

const parsedMails = () => Promise.all(smtp.mails.map(({ raw }) => simpleParser(raw)))

describe('a message', () => {
  it('is sent once, with the texts of the catalogue and the manage link', async () => {
    const id = await confirmed()
    expect(await deliverDue(deps)).toBe(1)
    expect(await deliverDue(deps)).toBe(0)

    const [mail] = (await parsedMails()) as [ParsedMail]
    expect(smtp.mails).toMatchObject([{ from: 'termine@example.org', to: ['erika@example.org'] }])
    expect(mail.messageId).toBe(`<${id}@termine.example.org>`)
    expect(mail.subject).toBe('Ihr Termin am Dienstag, 2. März 2027, um 10:00 Uhr')
    const row = await readMessage(db, id)
    const booking = await db.prisma.booking.findUniqueOrThrow({ where: { id: row.bookingId! } })
    const token = manageToken(config.secretKey, booking.id, booking.tokenNonce)
    for (const part of [
      `https://termine.example.org/termin/${token}\n`,
      booking.reference,
      'Testausweis',
      'Testamt',
      'Marktweg 1',
      'Bitte klingeln.',
      '- Alter Ausweis',
      '46\u00a0€',
      '- Bitte pünktlich.',
    ]) {
      expect(mail.text).toContain(part)
    }
    expect(row).toMatchObject({
      attempts: 1,
      failedAt: null,
      skippedAt: null,
      leasedUntil: null,
      lastError: null,
    })
    expect(row.sentAt).toEqual(dueAt)
  })

  it('is not sent before its due time', async () => {
    await confirmed()
    clock.forward({ seconds: -1 })
    expect(await deliverDue(deps)).toBe(0)
    clock.forward({ seconds: 1 })
    expect(await deliverDue(deps)).toBe(1)
  })

  it('is in the language of the booking', async () => {
    const bookingId = await writeBooking(db, { startsAt, locale: 'en' })
    await writeMessage(db, { bookingId, startsAt, dueAt })
    await deliverDue(deps)
    const [mail] = (await parsedMails()) as [ParsedMail]
    expect(mail.subject).toBe('Your appointment on Tuesday, 2 March 2027 at 10:00')
    expect(mail.text).toContain('- Old card')
  })

  it('is logged without personal data', async () => {
    smtp.next({ reply: 550, at: 'recipient' }, { reply: 451, at: 'data' })
    await confirmed()
    await confirmed()
    await confirmed()
    await deliverDue(deps)
    expect(deps.entries).toHaveLength(3)
    expect(JSON.stringify(deps.entries)).not.toMatch(/erika|Beispiel|termin\//i)
  })
})

describe('the messages of a booking', () => {
  it('are sent in the order of the changes, and change one calendar entry', async () => {
    const later = plus(startsAt, { hours: 48 })
    const bookingId = await writeBooking(db, { startsAt: later, status: 'CANCELLED' })
    // The rows are in reverse order and all due at the same time, as after an outage.
    await writeMessage(db, {
      bookingId,
      startsAt: later,
      dueAt,
      sequence: 2,
      kind: 'CANCELLED_BY_OFFICE',
      reason: 'Wir ziehen um.',
    })
    await writeMessage(db, {
      bookingId,
      startsAt: later,
      dueAt,
      sequence: 1,
      kind: 'MOVED',
      previousStartsAt: startsAt,
    })
    await writeMessage(db, { bookingId, startsAt, dueAt, sequence: 0 })
    expect(await deliverDue(deps)).toBe(3)

    const mails = await parsedMails()
    expect(mails.map(({ subject }) => subject)).toEqual([
      'Ihr Termin am Dienstag, 2. März 2027, um 10:00 Uhr',
      'Verschoben: Ihr Termin ist jetzt am Donnerstag, 4. März 2027, um 10:00 Uhr',
      'Wir müssen Ihren Termin absagen: Donnerstag, 4. März 2027, 10:00 Uhr',
    ])
    expect(mails[1]?.text).toContain('Bisher:\n  Dienstag, 2. März 2027, 10:00 Uhr')
    expect(mails[2]?.text).toContain('> Wir ziehen um.')

    const entries = mails.map((mail) => {
      const part = mail.attachments.find(({ contentType }) => contentType === 'text/calendar')!
      const calendar = new ICAL.Component(ICAL.parse(part.content.toString()))
      const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent')!)
      const { params } = part.headers.get('content-type') as StructuredHeader
      return {
        inMime: params.method,
        inBody: calendar.getFirstPropertyValue('method'),
        uid: event.uid,
        sequence: event.sequence,
        start: event.startDate.toJSDate().toISOString(),
      }
    })
    expect(entries.map(({ inMime }) => inMime)).toEqual(['REQUEST', 'REQUEST', 'CANCEL'])
    expect(entries.map(({ inBody }) => inBody)).toEqual(['REQUEST', 'REQUEST', 'CANCEL'])
    expect(entries.map(({ sequence }) => sequence)).toEqual([0, 1, 2])
    expect(new Set(entries.map(({ uid }) => uid))).toEqual(new Set([`${bookingId}@termine.example.org`]))
  })

  it('wait for an earlier message of the booking that is tried again', async () => {
    const bookingId = await writeBooking(db, { startsAt, status: 'CANCELLED' })
    smtp.next({ reply: 451, at: 'data' })
    const first = await writeMessage(db, { bookingId, startsAt, dueAt })
    const second = await writeMessage(db, {
      bookingId,
      startsAt,
      dueAt,
      sequence: 1,
      kind: 'CANCELLED_BY_CITIZEN',
    })
    expect(await deliverDue(deps)).toBe(0)
    expect((await readMessage(db, second)).attempts).toBe(0)
    clock.forward({ minutes: 1 })
    expect(await deliverDue(deps)).toBe(2)
    const ids = (await parsedMails()).map(({ messageId }) => messageId)
    expect(ids).toEqual([first, first, second].map((id) => `<${id}@termine.example.org>`))
  })

  it('do not wait for an earlier message that was refused permanently', async () => {
    const bookingId = await writeBooking(db, { startsAt, status: 'CANCELLED' })
    smtp.next({ reply: 550, at: 'data' })
    await writeMessage(db, { bookingId, startsAt, dueAt })
    await writeMessage(db, { bookingId, startsAt, dueAt, sequence: 1, kind: 'CANCELLED_BY_CITIZEN' })
    expect(await deliverDue(deps)).toBe(1)
  })
})

describe('the check before delivery', () => {
  const skipped = async (id: string) => {
    expect(await deliverDue(deps)).toBe(0)
    expect(smtp.mails).toEqual([])
    const row = await readMessage(db, id)
    expect(row.skippedAt).not.toBeNull()
    expect(row.sentAt).toBeNull()
  }
  const reminder = async (
    booking: Parameters<typeof writeBooking>[1],
    dueAt = plus(startsAt, { hours: -24 }),
  ) => {
    const bookingId = await writeBooking(db, booking)
    clock = createClock(dueAt)
    deps = deliveryDeps(db, transport, clock.now)
    return writeMessage(db, { bookingId, startsAt, dueAt, kind: 'REMINDER' })
  }
  const longBefore = plus(startsAt, { hours: -240 })

  it('sends a reminder of a confirmed appointment, without a calendar entry', async () => {
    const id = await reminder({ startsAt, confirmedAt: longBefore })
    expect(await deliverDue(deps)).toBe(1)
    expect((await readMessage(db, id)).sentAt).not.toBeNull()
    const [mail] = (await parsedMails()) as [ParsedMail]
    expect(mail.subject).toMatch(/^Erinnerung/)
    expect(mail.attachments).toEqual([])
  })

  it('skips a reminder of a cancelled appointment', async () => {
    await skipped(await reminder({ startsAt, confirmedAt: longBefore, status: 'CANCELLED' }))
  })

  it('skips a reminder of a moved appointment', async () => {
    await skipped(await reminder({ startsAt: plus(startsAt, { hours: 1 }), confirmedAt: longBefore }))
  })

  it('skips a reminder of an appointment that was booked after the reminder was due', async () => {
    await skipped(await reminder({ startsAt, confirmedAt: plus(startsAt, { hours: -3 }) }))
  })

  it('skips a reminder after the appointment', async () => {
    const id = await reminder({ startsAt, confirmedAt: longBefore })
    clock.forward({ hours: 24 })
    await skipped(id)
  })

  it('skips a confirmation after the appointment', async () => {
    const id = await confirmed()
    clock.forward({ hours: 24 * 12 })
    await skipped(id)
  })

  it('skips a message when the contact was deleted or has no e-mail address', async () => {
    const bookings = [
      await writeBooking(db, { startsAt, contact: null }),
      await writeBooking(db, { startsAt, contact: { email: null } }),
    ]
    const ids = []
    for (const bookingId of bookings)
      ids.push(await writeMessage(db, { bookingId, startsAt, dueAt, kind: 'CANCELLED_BY_OFFICE' }))
    for (const id of ids) await skipped(id)
  })
})
