import ICAL from 'ical.js'
import { simpleParser, type ParsedMail, type StructuredHeader } from 'mailparser'
import { afterAll, expect, it } from 'vitest'
import { deliverDue } from '../../../api/notification/outbox/deliver.ts'
import { senderOf } from '../../../api/notification/sender.ts'
import { testApp } from '../../support/app.ts'
import { now } from '../../support/clock.ts'
import { startSmtp } from '../../support/smtp.ts'
import { deliveryDeps, plus, smtpTransport } from './notification-fixtures.ts'

const { app, ask } = await testApp()
const smtp = await startSmtp()
const transport = smtpTransport(smtp.url)
afterAll(async () => {
  transport.close()
  await smtp.stop()
})

/** Delivers the one due message. @returns its mail */
async function nextMail(): Promise<ParsedMail> {
  const before = smtp.mails.length
  // The database's clock sets the due time: a second covers the difference of the clocks.
  const soon = () => plus(now(), { seconds: 1 })
  expect(await deliverDue(deliveryDeps(app.db, transport, soon, senderOf(app)))).toBe(1)
  return simpleParser(smtp.mails[before]!.raw)
}

function entryOf(mail: ParsedMail) {
  const part = mail.attachments.find(({ contentType }) => contentType === 'text/calendar')!
  const text = part.content.toString()
  const calendar = new ICAL.Component(ICAL.parse(text))
  const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent')!)
  event.startDate.zone = new ICAL.Timezone(calendar.getFirstSubcomponent('vtimezone')!)
  return {
    text,
    methods: [
      (part.headers.get('content-type') as StructuredHeader).params.method,
      calendar.getFirstPropertyValue('method'),
    ],
    uid: event.uid,
    sequence: event.sequence,
    startsAt: event.startDate.toJSDate().toISOString(),
  }
}

const items = [{ serviceId: 'personalausweis-beantragen', persons: 2 }]

it('a citizen books, moves and cancels by the manage link in the mail, and each mail updates the calendar entry', async () => {
  const { nextSlots } = await ask(
    `query ($items: [VisitItemInput!]!) { nextSlots(items: $items, first: 2) { startsAt } }`,
    { items },
  )
  const [first, second] = nextSlots as [{ startsAt: string }, { startsAt: string }]
  await ask(`mutation ($input: BookInput!) { book(input: $input) { __typename } }`, {
    input: {
      items,
      startsAt: first.startsAt,
      contact: { name: 'Erika <img src=x> "Beispiel"', email: 'erika@example.org' },
      locale: 'en',
      remark: 'BEGIN:VEVENT',
      consent: true,
    },
  })
  const confirmation = await nextMail()
  expect(confirmation.text).toContain('Apply for an identity card (2 people)')
  expect(confirmation.html).toContain('Erika &lt;img src=x&gt; &quot;Beispiel&quot;')
  const token = /\/termin\/([\w-]+)/.exec(confirmation.text!)![1]!

  const query = `query ($token: String!) { booking(token: $token) { status reference startsAt icalendar } }`
  const { booking } = await ask(query, { token })
  expect(booking).toMatchObject({ status: 'CONFIRMED' })
  expect(confirmation.text).toContain(booking.reference)
  const booked = entryOf(confirmation)
  expect(booking.icalendar).toBe(booked.text)
  expect(booked.startsAt).toBe(new Date(booking.startsAt).toISOString())

  await ask(
    `mutation ($input: RescheduleBookingInput!) { rescheduleBooking(input: $input) { __typename } }`,
    { input: { token, startsAt: second.startsAt } },
  )
  const moved = entryOf(await nextMail())
  expect(moved.startsAt).toBe(new Date(second.startsAt).toISOString())

  await ask(`mutation ($input: CancelBookingInput!) { cancelBooking(input: $input) { __typename } }`, {
    input: { token },
  })
  const cancelled = entryOf(await nextMail())

  const entries = [booked, moved, cancelled]
  expect(entries.map(({ methods }) => methods)).toEqual([
    ['REQUEST', 'REQUEST'],
    ['REQUEST', 'REQUEST'],
    ['CANCEL', 'CANCEL'],
  ])
  expect(entries.map(({ sequence }) => sequence)).toEqual([0, 1, 2])
  expect(new Set(entries.map(({ uid }) => uid)).size).toBe(1)
  expect((await ask(query, { token })).booking.icalendar).toBeNull()
})
