import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { deliverDue } from '../../../api/notification/outbox/deliver.ts'
import { startWorker } from '../../../api/notification/outbox/worker.ts'
import { pushChannel } from '../../../api/push/channel.ts'
import { pushKeysOf } from '../../../api/push/keys.ts'
import { testDatabase } from '../../support/database.ts'
import { senderOfPush } from '../../support/push-service.ts'
import {
  config,
  createClock,
  deliveryDeps,
  plus,
  readMessage,
  writeBooking,
  writeDesk,
  writeMessage,
} from './notification-fixtures.ts'
import { newDevice, trustedPushService } from './push-fixtures.ts'

const service = await trustedPushService()
const db = await testDatabase()
const startsAt = new Date('2027-03-02T09:00:00Z')
const dueAt = plus(startsAt, { hours: -24 })
const keys = pushKeysOf(config.secretKey)
const channel = pushChannel({
  db,
  keys,
  contact: 'mailto:termine@example.org',
  services: [service.host],
})

let clock: ReturnType<typeof createClock>
let deps: ReturnType<typeof deliveryDeps>

beforeAll(() => writeDesk(db))
beforeEach(async () => {
  await db.prisma.booking.deleteMany()
  service.received.length = 0
  clock = createClock(dueAt)
  deps = { ...deliveryDeps(db, { close() {}, send: async () => {} }, clock.now), channel }
})

interface MessageOptions {
  kind?: 'REMINDER' | 'CANCELLED_BY_OFFICE'
  locale?: string
  devices?: number
  endpoint?: string
}

/** A booking with devices and an open message to each. The mail of the same message is marked as sent. */
async function withMessages({
  kind = 'REMINDER',
  locale,
  devices: count = 1,
  endpoint,
}: MessageOptions = {}) {
  const status = kind === 'REMINDER' ? 'CONFIRMED' : 'CANCELLED'
  const bookingId = await writeBooking(db, {
    startsAt,
    status,
    locale,
    confirmedAt: plus(dueAt, { hours: -1 }),
  })
  const devices = Array.from({ length: count }, () => newDevice(service))
  for (const { device } of devices)
    await db.prisma.device.create({
      data: {
        bookingId,
        endpoint: endpoint ?? device.endpoint,
        p256dh: new Uint8Array(Buffer.from(device.p256dh, 'base64url')),
        auth: new Uint8Array(Buffer.from(device.auth, 'base64url')),
      },
    })
  const mail = await writeMessage(db, {
    bookingId,
    startsAt,
    dueAt,
    kind,
    reason: 'Im Standesamt brennt es.',
  })
  await db.prisma.outboxMessage.update({ where: { id: mail }, data: { sentAt: dueAt } })
  const rows = await db.prisma.outboxMessage.findMany({ where: { bookingId, deviceId: { not: null } } })
  await db.prisma.outboxMessage.updateMany({
    where: { bookingId, deviceId: { not: null } },
    data: { createdAt: dueAt },
  })
  return { bookingId, devices, ids: rows.map(({ id }) => id) }
}

const devicesOf = (bookingId: string) => db.prisma.device.count({ where: { bookingId } })

describe('a message to a device', () => {
  it('is stored with the mail, and encrypted for this device only', async () => {
    const { devices } = await withMessages({ devices: 2 })
    expect(await deliverDue(deps)).toBe(2)
    expect(await deliverDue(deps)).toBe(0)
    for (const device of devices)
      expect(device.messages()).toEqual([
        {
          title: 'Bald ist Ihr Termin',
          body: 'Dienstag, 2. März 2027, 10:00 Uhr',
          lang: 'de',
          dir: 'ltr',
          tag: expect.any(String),
          path: '/meine-termine',
        },
      ])
    const [first, second] = devices
    const forFirst = service.received.find(({ endpoint }) => endpoint === first!.device.endpoint)!
    expect(() => second!.read(forFirst.body)).toThrow()
  })

  it('is signed by this instance, with TTL and urgency', async () => {
    await withMessages()
    await deliverDue(deps)
    const [reminder] = service.received
    const { isGenuine, key, header, claims } = senderOfPush(reminder!)
    expect(isGenuine).toBe(true)
    expect(key).toBe(keys.publicKey)
    expect(header).toMatchObject({ typ: 'JWT', alg: 'ES256' })
    expect(claims).toMatchObject({ aud: `https://${service.host}`, sub: 'mailto:termine@example.org' })
    // RFC 8292, 2: at most 24 hours ahead. Push services use the real time, not the clock of this test.
    expect(claims.exp * 1000 - Date.now()).toBeGreaterThan(3600_000)
    expect(claims.exp * 1000 - Date.now()).toBeLessThanOrEqual(24 * 3600_000)
    expect(reminder!.headers).toMatchObject({
      // Until the visit is over: 24 and a half hours.
      ttl: String(24.5 * 3600),
      urgency: 'normal',
      'content-encoding': 'aes128gcm',
      topic: expect.stringMatching(/^[\w-]{32}$/),
    })
    expect(reminder!.body.length).toBeLessThanOrEqual(4096)
  })

  it('announces a cancellation by the office in place of the reminder, without the reason', async () => {
    const { devices, bookingId } = await withMessages()
    await deliverDue(deps)
    await db.prisma.booking.update({
      where: { id: bookingId },
      data: { status: 'CANCELLED', cancelledBy: 'OFFICE' },
    })
    await writeMessage(db, {
      bookingId,
      startsAt,
      dueAt,
      kind: 'CANCELLED_BY_OFFICE',
      sequence: 1,
      reason: 'Brand',
    })
    expect(await deliverDue(deps)).toBe(1)
    const [reminder, cancellation] = devices[0]!.messages()
    expect(cancellation).toMatchObject({
      title: 'Wir müssen Ihren Termin leider absagen',
      body: 'Dienstag, 2. März 2027, 10:00 Uhr',
      tag: reminder!.tag,
    })
    expect(service.received[1]!.headers).toMatchObject({
      urgency: 'high',
      topic: service.received[0]!.headers.topic,
    })
  })

  it('contains no personal data, because lock screens are visible to others', async () => {
    const { devices } = await withMessages({ kind: 'CANCELLED_BY_OFFICE' })
    await deliverDue(deps)
    const [message] = devices[0]!.messages()
    // Neither service, department, name, address, reason nor link.
    expect(JSON.stringify(message)).not.toMatch(
      /Testausweis|Testamt|Erika|Beispiel|Marktweg|Standesamt|\/termin\//,
    )
  })

  it.each([
    ['en', 'Tuesday, 2 March 2027, 10:00', '/en/meine-termine'],
    ['de-simple', 'Dienstag, 2. März 2027', '/einfach/meine-termine'],
  ])('is in the language of the booking: %s', async (locale, words, path) => {
    const { devices } = await withMessages({ locale })
    await deliverDue(deps)
    const [message] = devices[0]!.messages()
    expect(message!.body).toContain(words)
    expect(message).toMatchObject({ path })
  })

  it('is not sent if the appointment was moved or is past', async () => {
    const { bookingId, ids } = await withMessages()
    await db.prisma.booking.update({
      where: { id: bookingId },
      data: { startsAt: plus(startsAt, { minutes: 15 }) },
    })
    expect(await deliverDue(deps)).toBe(0)
    expect((await readMessage(db, ids[0]!)).skippedAt).not.toBeNull()
    const { ids: late } = await withMessages({ kind: 'CANCELLED_BY_OFFICE' })
    clock.forward({ hours: 25 })
    expect(await deliverDue(deps)).toBe(0)
    expect((await readMessage(db, late[0]!)).skippedAt).not.toBeNull()
    expect(service.received).toEqual([])
  })

  it('is not sent to a push service that is no longer allowed', async () => {
    const { ids } = await withMessages({ endpoint: 'https://elsewhere.example/x' })
    expect(await deliverDue(deps)).toBe(0)
    expect((await readMessage(db, ids[0]!)).skippedAt).not.toBeNull()
  })

  it('does not log data of the device', async () => {
    service.next({ status: 500 }, { status: 403 })
    await withMessages({ devices: 3 })
    await deliverDue({ ...deps, concurrency: 1 })
    expect(deps.entries).toHaveLength(3)
    expect(JSON.stringify(deps.entries)).not.toMatch(/https|localhost|Erika/)
  })
})

describe('a push service', () => {
  it.each([404, 410])(
    'with the answer %d receives no more messages for this device, from any booking',
    async (status) => {
      service.next({ status })
      const one = await withMessages()
      const other = await withMessages()
      const [shared] = one.devices
      await db.prisma.device.updateMany({
        where: { bookingId: other.bookingId },
        data: { endpoint: shared!.device.endpoint },
      })
      expect(await deliverDue({ ...deps, concurrency: 1 })).toBe(0)
      expect(service.received).toHaveLength(1)
      expect([await devicesOf(one.bookingId), await devicesOf(other.bookingId)]).toEqual([0, 0])
      expect(await db.prisma.outboxMessage.count({ where: { deviceId: { not: null } } })).toBe(0)
    },
  )

  it('with the answer 429 is tried again after Retry-After', async () => {
    service.next({ status: 429, headers: { 'Retry-After': '120' } })
    const { ids } = await withMessages()
    expect(await deliverDue(deps)).toBe(0)
    expect(await readMessage(db, ids[0]!)).toMatchObject({
      attempts: 1,
      lastError: 'push 429',
      dueAt: plus(dueAt, { seconds: 120 }),
    })
    clock.forward({ seconds: 119 })
    expect(await deliverDue(deps)).toBe(0)
    expect(service.received).toHaveLength(1)
    clock.forward({ seconds: 1 })
    expect(await deliverDue(deps)).toBe(1)
  })

  it('with a date in Retry-After is tried again at that time', async () => {
    const retryAfter = plus(dueAt, { minutes: 5 }).toUTCString()
    service.next({ status: 503, headers: { 'Retry-After': retryAfter } })
    const { ids } = await withMessages()
    await deliverDue(deps)
    expect((await readMessage(db, ids[0]!)).dueAt).toEqual(plus(dueAt, { minutes: 5 }))
  })

  it.each([500, 502, 503])('with the answer %d is tried again after growing pauses', async (status) => {
    service.next({ status }, { status })
    const { ids } = await withMessages()
    expect(await deliverDue(deps)).toBe(0)
    expect((await readMessage(db, ids[0]!)).dueAt).toEqual(plus(dueAt, { seconds: 10 }))
    clock.forward({ seconds: 10 })
    await deliverDue(deps)
    expect((await readMessage(db, ids[0]!)).dueAt).toEqual(plus(dueAt, { seconds: 40 }))
    clock.forward({ seconds: 30 })
    expect(await deliverDue(deps)).toBe(1)
  })

  it.each([400, 401, 403, 413, 302])(
    'with the answer %d is not tried again for this message',
    async (status) => {
      service.next({ status, headers: { Location: `https://${service.host}/elsewhere` } })
      const { ids, bookingId } = await withMessages()
      expect(await deliverDue(deps)).toBe(0)
      expect(await readMessage(db, ids[0]!)).toMatchObject({
        failedAt: expect.any(Date),
        lastError: `push ${status}`,
      })
      expect(service.received).toHaveLength(1)
      expect(await devicesOf(bookingId)).toBe(1)
    },
  )

  it('that is unreachable loses no message and delays no mail', async () => {
    const unreachable = {
      ...deps,
      channel: pushChannel({ db, keys, contact: 'mailto:x@example.org', services: ['localhost:1'] }),
    }
    const { ids, bookingId } = await withMessages({ endpoint: 'https://localhost:1/x' })
    expect(await deliverDue(unreachable)).toBe(0)
    expect(await readMessage(db, ids[0]!)).toMatchObject({
      lastError: 'push ECONNREFUSED',
      failedAt: null,
      sentAt: null,
    })
    await writeMessage(db, { bookingId, startsAt, dueAt })
    expect(await deliverDue(deliveryDeps(db, { close() {}, send: async () => {} }, clock.now))).toBe(1)
  })
})

it('a worker sends each message of the outbox once', async () => {
  const workers = [1, 2].map(() => startWorker({ ...deps, pollMillis: 20 }))
  const { devices } = await withMessages({ devices: 5 })
  await service.arrived(5)
  await Promise.all(workers.map((worker) => worker.stop()))
  for (const device of devices) expect(device.messages()).toHaveLength(1)
})
