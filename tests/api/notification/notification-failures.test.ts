import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { deliverDue } from '../../../api/notification/outbox/deliver.ts'
import { claimMessage, renewLease } from '../../../api/notification/outbox/outbox.ts'
import type { MailTransport } from '../../../api/notification/mail.ts'
import { startWorker } from '../../../api/notification/outbox/worker.ts'
import { testDatabase } from '../../support/database.ts'
import { startSmtp, type FakeSmtp } from '../../support/smtp.ts'
import {
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

const messageIds = () => smtp.mails.map(({ raw }) => /^Message-ID: (.*)\r$/im.exec(raw)?.[1])
const acknowledged = () => smtp.mails.filter((mail) => mail.acknowledged)

describe('a mail server', () => {
  it('with the reply 451 receives the mail again after a pause', async () => {
    smtp.next({ reply: 451, at: 'recipient' }, { reply: 451, at: 'data' })
    const id = await confirmed()
    expect(await deliverDue(deps)).toBe(0)
    const row = await readMessage(db, id)
    expect(row).toMatchObject({ attempts: 1, lastError: '451 RCPT TO', leasedUntil: null, failedAt: null })
    expect(row.dueAt).toEqual(plus(dueAt, { seconds: 10 }))

    clock.forward({ seconds: 9 })
    expect(await deliverDue(deps)).toBe(0)
    expect((await readMessage(db, id)).attempts).toBe(1)
    clock.forward({ seconds: 1 })
    expect(await deliverDue(deps)).toBe(0)
    expect(await readMessage(db, id)).toMatchObject({ attempts: 2, lastError: '451 DATA' })
    clock.forward({ seconds: 30 })
    expect(await deliverDue(deps)).toBe(1)
    expect(await readMessage(db, id)).toMatchObject({ attempts: 3, lastError: null })
    expect(acknowledged()).toHaveLength(1)
  })

  it('that is down loses no mail: all are sent when it is up again', async () => {
    await smtp.stop()
    const ids = [
      await confirmed(),
      await confirmed(),
      await confirmed(),
      await confirmed(),
      await confirmed(),
    ]
    expect(await deliverDue(deps)).toBe(0)
    const rows = await Promise.all(ids.map((id) => readMessage(db, id)))
    expect(rows.filter(({ lastError }) => lastError === 'ESOCKET ECONNREFUSED').length).toBeGreaterThan(0)
    expect(rows.every(({ failedAt, sentAt }) => failedAt === null && sentAt === null)).toBe(true)

    smtp = await startSmtp(smtp.port)
    clock.forward({ seconds: 10 })
    expect(await deliverDue(deps)).toBe(5)
    expect(acknowledged()).toHaveLength(5)
  })

  it('that is down is tried with one mail only, not with each of a long queue', async () => {
    await smtp.stop()
    for (let index = 0; index < 20; index++) await confirmed()
    await deliverDue({ ...deps, concurrency: 1 })
    expect(await db.prisma.outboxMessage.count({ where: { attempts: { gt: 0 } } })).toBe(1)
    smtp = await startSmtp(smtp.port)
  })

  it('that closes the connection after the final dot receives the mail again with the same Message-ID', async () => {
    smtp.next('drop')
    const id = await confirmed()
    expect(await deliverDue(deps)).toBe(0)
    expect(await readMessage(db, id)).toMatchObject({ attempts: 1, failedAt: null })
    expect(smtp.mails).toHaveLength(1)
    clock.forward({ seconds: 10 })
    expect(await deliverDue(deps)).toBe(1)
    expect(messageIds()).toEqual([`<${id}@termine.example.org>`, `<${id}@termine.example.org>`])
  })

  it.each(['recipient', 'data'] as const)(
    'with the reply 550 (%s) is not tried again, and the reply is stored for staff',
    async (at) => {
      smtp.next({ reply: 550, at })
      const id = await confirmed()
      expect(await deliverDue(deps)).toBe(0)
      const row = await readMessage(db, id)
      expect(row.failedAt).not.toBeNull()
      expect(row.lastError).toMatch(/^550 (RCPT TO|DATA)$/)
      clock.forward({ hours: 48 })
      expect(await deliverDue(deps)).toBe(0)
      expect((await readMessage(db, id)).attempts).toBe(1)
    },
  )

  it('that refuses one mail receives the next one', async () => {
    smtp.next({ reply: 550, at: 'data' })
    await confirmed()
    await confirmed()
    expect(await deliverDue({ ...deps, concurrency: 1 })).toBe(1)
  })

  it('that defers a mail for four days is not tried again, and the reply is stored for staff', async () => {
    const later = plus(startsAt, { hours: 24 * 30 })
    const id = await writeMessage(db, {
      bookingId: await writeBooking(db, { startsAt: later }),
      startsAt: later,
      dueAt,
    })
    let attempts = 0
    for (; (await readMessage(db, id)).failedAt === null; attempts++) {
      smtp.next({ reply: 452, at: 'recipient' })
      await deliverDue(deps)
      clock.forward({ hours: 4 })
    }
    expect(attempts).toBeGreaterThan(20)
    expect(clock.now() > plus(dueAt, { hours: 96 })).toBe(true)
    expect((await readMessage(db, id)).lastError).toBe('452 RCPT TO')
  })
})

describe('several workers', () => {
  it('send each mail once', async () => {
    const ids = []
    for (let index = 0; index < 30; index++) ids.push(await confirmed())
    const others = Array.from({ length: 3 }, () => smtpTransport(smtp.url))
    const sent = await Promise.all(
      [transport, ...others].map((one) => deliverDue(deliveryDeps(db, one, clock.now))),
    )
    for (const one of others) one.close()
    expect(sent.reduce((sum, count) => sum + count)).toBe(30)
    expect(messageIds().toSorted()).toEqual(ids.map((id) => `<${id}@termine.example.org>`).toSorted())
  })

  it('take over the message of a killed worker when its lease has expired', async () => {
    const id = await confirmed()
    const claimed = await claimMessage(db, 'mail', clock.now())
    expect(claimed?.id).toBe(id)
    // The worker that claimed the message was killed.
    clock.forward({ seconds: 59 })
    expect(await deliverDue(deps)).toBe(0)
    clock.forward({ seconds: 1 })
    expect(await deliverDue(deps)).toBe(1)
    expect((await readMessage(db, id)).attempts).toBe(2)
  })

  it('keep the lease of a later renewal when an earlier renewal arrives after it', async () => {
    await confirmed()
    const message = (await claimMessage(db, 'mail', clock.now()))!
    const later = plus(clock.now(), { seconds: 40 })
    await renewLease(db, message, later)
    await renewLease(db, message, clock.now())
    const until = (await readMessage(db, message.id)).leasedUntil?.getTime()
    expect(until).toBe(plus(later, { seconds: 60 }).getTime())
  })

  it('do not take over the message of a worker that waits for a slow server', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    try {
      const id = await confirmed()
      const answer = Promise.withResolvers<void>()
      const delivery = deliverDue(deliveryDeps(db, { close() {}, send: () => answer.promise }, clock.now))
      await expect.poll(async () => (await readMessage(db, id)).attempts).toBe(1)
      for (let minute = 1; minute <= 5; minute++) {
        clock.forward({ seconds: 50 })
        vi.advanceTimersByTime(50_000)
        const until = plus(clock.now(), { seconds: 60 }).getTime()
        await expect.poll(async () => (await readMessage(db, id)).leasedUntil?.getTime()).toBe(until)
        expect(await deliverDue(deps)).toBe(0)
      }
      answer.resolve()
      expect(await delivery).toBe(1)
    } finally {
      vi.useRealTimers()
    }
  })

  it('ignore the failure of a worker whose claim has expired', async () => {
    const id = await confirmed()
    const slow = deliveryDeps(db, { close() {}, send: () => late.promise }, clock.now)
    const late = Promise.withResolvers<void>()
    const delivery = deliverDue(slow)
    await expect.poll(async () => (await readMessage(db, id)).attempts).toBe(1)
    clock.forward({ seconds: 61 })
    smtp.next({ reply: 451, at: 'data' })
    expect(await deliverDue(deps)).toBe(0)
    late.reject(
      Object.assign(new Error(), {
        code: 'EMESSAGE',
        responseCode: 554,
        response: '554 no',
        command: 'DATA',
      }),
    )
    expect(await delivery).toBe(0)
    expect(await readMessage(db, id)).toMatchObject({ failedAt: null, lastError: '451 DATA', attempts: 2 })
  })
})

describe('the worker', () => {
  it('sends open messages when it starts and when it is woken', async () => {
    await confirmed()
    const worker = startWorker({ ...deps, pollMillis: 3_600_000 })
    await smtp.received(1)
    await confirmed()
    worker.wake()
    await smtp.received(2)
    await worker.stop()
    expect(await db.prisma.outboxMessage.count({ where: { sentAt: null } })).toBe(0)
  })

  it('sends a message when it becomes due', async () => {
    // The worker sleeps until the message is due, so the clock must run.
    const now = () => new Date()
    const soon = plus(now(), { hours: 24 })
    const bookingId = await writeBooking(db, { startsAt: soon })
    await writeMessage(db, { bookingId, startsAt: soon, dueAt: plus(now(), { milliseconds: 400 }) })
    const worker = startWorker({ ...deps, now, pollMillis: 3_600_000 })
    await smtp.received(1)
    await worker.stop()
  })

  it('sends messages that another process has written', async () => {
    const worker = startWorker({ ...deps, pollMillis: 50 })
    await confirmed()
    await smtp.received(1)
    await worker.stop()
  })

  it('releases an unfinished message when it stops, and another worker sends it', async () => {
    smtp.next('stall')
    const id = await confirmed()
    const worker = startWorker({ ...deps, graceMillis: 50 })
    await smtp.received(1)
    await worker.stop()
    expect(await readMessage(db, id)).toMatchObject({
      attempts: 0,
      leasedUntil: null,
      sentAt: null,
      failedAt: null,
    })
    expect(await deliverDue(deps)).toBe(1)
    expect(new Set(messageIds()).size).toBe(1)
  })

  it('finishes deliveries in progress before it stops', async () => {
    const answer = Promise.withResolvers<void>()
    const started = Promise.withResolvers<void>()
    const id = await confirmed()
    const slow: MailTransport = {
      close() {},
      send() {
        started.resolve()
        return answer.promise
      },
    }
    const worker = startWorker(deliveryDeps(db, slow, clock.now))
    await started.promise
    const stopped = worker.stop()
    answer.resolve()
    await stopped
    expect((await readMessage(db, id)).sentAt).not.toBeNull()
  })

  it('continues after an outage of the database', async () => {
    const pool = Object.create(db.pool, {
      query: { value: () => Promise.reject(new Error('away')), writable: true },
    })
    const flaky = { ...db, pool }
    await confirmed()
    const worker = startWorker({ ...deps, db: flaky })
    await expect.poll(() => deps.entries.length).toBeGreaterThan(0)
    flaky.pool = db.pool
    await smtp.received(1)
    await worker.stop()
    expect(deps.entries[0]).toMatchObject({ level: 'error', text: 'outbox not reachable' })
  })
})
