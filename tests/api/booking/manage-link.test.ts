import { simpleParser, type ParsedMail } from 'mailparser'
import { afterAll, describe, expect, test } from 'vitest'
import { deliverDue } from '../../../api/notification/outbox/deliver.ts'
import { senderOf } from '../../../api/notification/sender.ts'
import { LIMITS } from '../../../api/safety/limits.ts'
import { testApp, type TestApp } from '../../support/app.ts'
import { now } from '../../support/clock.ts'
import { citizen, ERIKA } from '../../support/citizen.ts'
import { testDatabase } from '../../support/database.ts'
import { startSmtp } from '../../support/smtp.ts'
import { deliveryDeps, plus, smtpTransport } from '../notification/notification-fixtures.ts'

const db = await testDatabase()
const product = await testApp({ db })
const smtp = await startSmtp()
const transport = smtpTransport(smtp.url)
afterAll(async () => {
  transport.close()
  await smtp.stop()
})

const { nextSlots, book, booking, move, cancel } = citizen(product)
const items = [{ serviceId: 'wohngeld' }]

/** Delivers due messages. @returns the mails that were sent */
async function mails(): Promise<ParsedMail[]> {
  const before = smtp.mails.length
  const soon = () => plus(now(), { seconds: 1 })
  await deliverDue(deliveryDeps(db, transport, soon, senderOf(product.app)))
  return Promise.all(smtp.mails.slice(before).map(({ raw }) => simpleParser(raw)))
}

/** A booking whose confirmation has been sent. */
async function booked(start: number) {
  const startsAt = (await nextSlots(items, 20))[start]!.startsAt
  const outcome = await book({ items, startsAt })
  await mails()
  return { token: outcome.token!, reference: outcome.booking!.reference }
}

const ask = async (input: object, app: TestApp = product, clientAddress = '192.0.2.1') =>
  (
    await app.ask<{ outcome: object }>(
      `mutation($input: SendManageLinkInput!) { outcome: sendManageLink(input: $input) {
         __typename ... on LinkRequested { reference } ... on Error { code }
         ... on InvalidInputError { fields { field message } } ... on LimitReachedError { retryAt } } }`,
      { input },
      { clientAddress },
    )
  ).outcome

const linkIn = (mail: ParsedMail) => /https:\/\/termine\.example(\S*)\/termin\/(\S+)/.exec(mail.text!)!

describe('sendManageLink', () => {
  test('mails the manage link in the language of the request; the earlier link stays valid', async () => {
    const { token, reference } = await booked(0)
    const typedReference = ` ${reference.replace('-', ' ')} `
    const answer = await ask({ reference: typedReference, email: ' ERIKA@beispiel.example', locale: 'en' })
    expect(answer).toEqual({ __typename: 'LinkRequested', reference })

    const [mail, ...more] = await mails()
    expect(more).toEqual([])
    expect(mail!.to).toMatchObject({ value: [{ address: ERIKA.email }] })
    expect(mail!.subject).toMatch(/^The link to your appointment/)
    expect(mail!.attachments).toEqual([])
    expect(linkIn(mail!).slice(1)).toEqual(['/en', token])

    const { startsAt } = (await nextSlots(items, 12))[11]!
    expect(await move({ token, startsAt })).toMatchObject({ __typename: 'UpdatedBooking' })
    expect((await mails())[0]!.subject).toMatch(/^Verschoben/)
  })

  test('mails the manage link of a cancelled booking', async () => {
    const { token, reference } = await booked(1)
    await cancel({ token })
    await mails()
    await ask({ reference, email: ERIKA.email })
    const [mail] = await mails()
    expect(linkIn(mail!)[2]).toBe(token)
    expect(await booking(token)).toMatchObject({ status: 'CANCELLED' })
  })

  test('mails nothing for a wrong reference or e-mail address, and answers as for a right one', async () => {
    const { reference } = await booked(2)
    const right = await ask({ reference, email: ERIKA.email })
    expect(await mails()).toHaveLength(1)
    for (const input of [
      { reference, email: 'jemand@beispiel.example' },
      { reference, email: 'erik_@beispiel.example' },
      { reference: '0000-0000', email: ERIKA.email },
    ]) {
      expect(await ask(input)).toEqual({ ...right, reference: input.reference })
    }
    expect(await mails()).toEqual([])
  })

  test('sends one mail for two requests before the delivery', async () => {
    const { reference } = await booked(3)
    await ask({ reference, email: ERIKA.email })
    await ask({ reference, email: ERIKA.email })
    expect(await mails()).toHaveLength(1)
  })

  test('records each request in the audit without the e-mail address', async () => {
    const { reference } = await booked(4)
    const { id: last } = await db.prisma.auditEntry.findFirstOrThrow({ orderBy: { id: 'desc' } })
    await ask({ reference, email: 'spaeher@beispiel.example' })
    await ask({ reference, email: ERIKA.email })
    const entries = await db.prisma.auditEntry.findMany({
      where: { action: 'booking.link-requested', id: { gt: last } },
      orderBy: { id: 'asc' },
    })
    expect(entries.map(({ bookingId }) => bookingId !== null)).toEqual([false, true])
    expect(JSON.stringify(entries.map(({ actor, detail }) => [actor, detail]))).not.toMatch(/beispiel/)
    await mails()
  })

  test('refuses invalid input with all of its fields', async () => {
    expect(await ask({ reference: '123', email: 'erika' })).toMatchObject({
      code: 'INVALID_INPUT',
      fields: [{ field: 'reference' }, { field: 'email' }],
    })
    expect(await ask({ reference: ' ', email: ' ' })).toMatchObject({
      fields: [
        { field: 'reference', message: 'Bitte füllen Sie dieses Feld aus.' },
        { field: 'email', message: 'Bitte füllen Sie dieses Feld aus.' },
      ],
    })
  })
})

describe('requests for a manage link', () => {
  test('are limited to five for a booking across client addresses, also for an unknown booking', async () => {
    const guarded = await testApp({ db, config: { rateLimits: true } })
    const input = { reference: '9999-9999', email: 'niemand@beispiel.example' }
    for (let nth = 1; nth <= LIMITS.linkByBooking.max; nth++)
      expect(await ask(input, guarded, `198.51.100.${nth}`)).toMatchObject({ __typename: 'LinkRequested' })
    expect(await ask({ ...input, reference: '99 99 99 99' }, guarded, '198.51.100.99')).toMatchObject({
      code: 'LIMIT_REACHED',
      retryAt: expect.any(String),
    })
  })

  test('are limited to twenty for a client address', async () => {
    const guarded = await testApp({ db, config: { rateLimits: true } })
    const request = (nth: number) =>
      ask({ reference: `0000-${String(1000 + nth)}`, email: ERIKA.email }, guarded, '198.51.100.7')
    for (let nth = 1; nth <= LIMITS.linkByAddress.max; nth++)
      expect(await request(nth)).toMatchObject({ __typename: 'LinkRequested' })
    expect(await request(99)).toMatchObject({ code: 'LIMIT_REACHED' })
  })
})
