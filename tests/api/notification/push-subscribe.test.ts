import { describe, expect, it } from 'vitest'
import { pushKeysOf } from '../../../api/push/keys.ts'
import { testApp } from '../../support/app.ts'
import { now } from '../../support/clock.ts'
import { citizen } from '../../support/citizen.ts'
import { pushBrowser } from '../../support/browser/push-browser.ts'

const HOST = 'push.example'
const product = await testApp({ config: { pushServices: [HOST, '*.wide.example'] } })
const { app, ask } = product
const erika = citizen(product)

const newDevice = (address = `https://${HOST}/${crypto.randomUUID()}`) => ({
  endpoint: address,
  ...pushBrowser().keys,
})

async function booked(): Promise<{ token: string; id: string }> {
  const items = [{ serviceId: 'personalausweis-beantragen' }]
  // 72 hours from now, so that the reminder is not yet due.
  const after = now().toTemporalInstant().add({ hours: 72 }).toString()
  const [slot] = await erika.nextSlots(items, 1, after)
  const { token, booking } = await erika.book({ items, startsAt: slot!.startsAt })
  return { token: token!, id: booking!.id }
}

const mutate = async (name: string, type: string, input: object) =>
  (
    await ask(
      `mutation Test_${name}($input: ${type}!) { ${name}(input: $input) {
        __typename ... on Error { code } ${name === 'unsubscribeFromPush' ? '' : '... on InvalidInputError { fields { field } }'}
      } }`,
      { input },
    )
  )[name]
const subscribe = (token: string, device: object) =>
  mutate('subscribeToPush', 'SubscribeToPushInput', { token, device })
const unsubscribe = (token: string, endpoint: string) =>
  mutate('unsubscribeFromPush', 'UnsubscribeFromPushInput', { token, endpoint })
const replace = (old: { endpoint: string; auth: string }, device: object) =>
  mutate('replaceDevice', 'ReplaceDeviceInput', { endpoint: old.endpoint, auth: old.auth, device })
const isPushedTo = async (token: string, endpoint: string): Promise<boolean> =>
  (
    await ask(
      `query Test_Pushed($token: String!, $endpoint: String!) { booking(token: $token) { isPushedTo(endpoint: $endpoint) } }`,
      { token, endpoint },
    )
  ).booking.isPushedTo
const openMessages = (bookingId: string) =>
  app.db.prisma.outboxMessage.count({
    where: { bookingId, deviceId: { not: null }, sentAt: null, skippedAt: null },
  })

describe('pushKey', () => {
  it('is a point of P-256 that is derived from SECRET_KEY', async () => {
    const { pushKey } = await ask('query Test_Key { pushKey }')
    expect(Buffer.from(pushKey, 'base64url')).toHaveLength(65)
    expect(pushKeysOf(app.secretKey).publicKey).toBe(pushKey)
    expect(pushKeysOf(Buffer.alloc(32, 'another key')).publicKey).not.toBe(pushKey)
  })

  it('is null if no push service is allowed', async () => {
    const off = await testApp({ db: app.db, config: { pushServices: [] } })
    expect(await off.ask('query Test_Key { pushKey }')).toEqual({ pushKey: null })
  })
})

describe('a device', () => {
  it('receives messages of a booking from its subscription to its unsubscription', async () => {
    const { token, id } = await booked()
    const device = newDevice()
    expect(await isPushedTo(token, device.endpoint)).toBe(false)
    expect(await subscribe(token, device)).toMatchObject({ __typename: 'UpdatedBooking' })
    expect(await isPushedTo(token, device.endpoint)).toBe(true)
    expect(await openMessages(id)).toBe(1)
    // A repeated subscription changes nothing.
    await subscribe(token, device)
    expect(await openMessages(id)).toBe(1)

    expect(await unsubscribe(token, device.endpoint)).toMatchObject({ __typename: 'UpdatedBooking' })
    expect(await isPushedTo(token, device.endpoint)).toBe(false)
    expect(await openMessages(id)).toBe(0)
    expect(await unsubscribe(token, device.endpoint)).toMatchObject({ __typename: 'UpdatedBooking' })
  })

  it('has a reminder at the new time after a move, and none after a cancellation', async () => {
    const { token, id } = await booked()
    await subscribe(token, newDevice())
    const [slot] = await erika.nextSlots(
      [{ serviceId: 'personalausweis-beantragen' }],
      1,
      now().toTemporalInstant().add({ hours: 240 }).toString(),
    )
    await erika.move({ token, startsAt: slot!.startsAt })
    const open = { bookingId: id, deviceId: { not: null }, skippedAt: null }
    expect(await app.db.prisma.outboxMessage.findMany({ where: open })).toMatchObject([
      { kind: 'REMINDER', startsAt: new Date(slot!.startsAt) },
    ])
    await erika.cancel({ token })
    expect(await openMessages(id)).toBe(0)
    expect(await subscribe(token, newDevice())).toMatchObject({ code: 'NOT_ALLOWED' })
  })

  it('needs the manage token of a booking', async () => {
    expect(await subscribe('x'.repeat(43), newDevice())).toMatchObject({ code: 'NOT_FOUND' })
    expect(await unsubscribe('x'.repeat(43), newDevice().endpoint)).toMatchObject({ code: 'NOT_FOUND' })
  })

  it('is unsubscribed when six newer devices subscribe to the booking', async () => {
    const { token } = await booked()
    const devices = Array.from({ length: 7 }, () => newDevice())
    for (const device of devices) await subscribe(token, device)
    const subscribed = await Promise.all(devices.map(({ endpoint }) => isPushedTo(token, endpoint)))
    expect(subscribed).toEqual([false, true, true, true, true, true, true])
  })

  it('is deleted together with the contact', async () => {
    const { token, id } = await booked()
    await subscribe(token, newDevice())
    await app.db.prisma.contact.delete({ where: { bookingId: id } })
    expect(await app.db.prisma.device.count({ where: { bookingId: id } })).toBe(0)
    expect(await openMessages(id)).toBe(0)
    expect(await subscribe(token, newDevice())).toMatchObject({ code: 'NOT_ALLOWED' })
  })
})

describe('the endpoint of a device', () => {
  it.each([`https://${HOST}/abc`, 'https://a.wide.example/abc?token=1', 'https://a.b.wide.example/abc'])(
    'is accepted at an allowed push service: %s',
    async (endpoint) => {
      const { token } = await booked()
      expect(await subscribe(token, newDevice(endpoint))).toMatchObject({ __typename: 'UpdatedBooking' })
    },
  )

  it.each([
    ['without encryption', `http://${HOST}/abc`],
    ['at localhost', 'https://localhost/abc'],
    ['at the loopback address', 'https://127.0.0.1/abc'],
    ['in the local network', 'https://192.168.1.10/abc'],
    ['of the metadata service of a cloud', 'https://169.254.169.254/latest/meta-data'],
    ['at the IPv6 loopback address', 'https://[::1]/abc'],
    ['at an unknown host', 'https://evil.example/abc'],
    ['at a host with a similar ending', `https://evil-${HOST}/abc`],
    ['at the parent domain of a wildcard', 'https://wide.example/abc'],
    ['at another port', `https://${HOST}:8443/abc`],
    ['with an allowed host as user name', `https://${HOST}@evil.example/abc`],
    ['with a password', `https://erika:geheim@${HOST}/abc`],
    ['when it is not a URL', 'push'],
    ['when it is too long', `https://${HOST}/${'x'.repeat(2000)}`],
  ])('is refused %s', async (_, endpoint) => {
    const { token } = await booked()
    expect(await subscribe(token, newDevice(endpoint))).toMatchObject({
      code: 'INVALID_INPUT',
      fields: [{ field: 'device.endpoint' }],
    })
  })

  it('is refused with keys that are invalid for encryption', async () => {
    const { token } = await booked()
    const offCurve = Buffer.alloc(65, 1)
    offCurve[0] = 4
    for (const p256dh of ['', 'AAAA', offCurve.toString('base64url')])
      expect(await subscribe(token, { ...newDevice(), p256dh })).toMatchObject({
        fields: [{ field: 'device.p256dh' }],
      })
    expect(await subscribe(token, { ...newDevice(), auth: 'AAAA' })).toMatchObject({
      fields: [{ field: 'device.auth' }],
    })
  })
})

describe('a subscription that the push service has changed', () => {
  it('is replaced for all bookings of the device', async () => {
    const [first, second] = [await booked(), await booked()]
    const [old, renewed] = [newDevice(), newDevice()]
    await subscribe(first.token, old)
    await subscribe(second.token, old)
    expect(await replace(old, renewed)).toEqual({ __typename: 'ReplacedDevice' })
    expect(await isPushedTo(first.token, renewed.endpoint)).toBe(true)
    expect(await isPushedTo(second.token, renewed.endpoint)).toBe(true)
    expect(await isPushedTo(first.token, old.endpoint)).toBe(false)
    expect(await openMessages(first.id)).toBe(1)
  })

  it('is not replaced with a wrong secret or by an endpoint that is not allowed', async () => {
    const { token } = await booked()
    const old = newDevice()
    await subscribe(token, old)
    expect(await replace({ ...old, auth: newDevice().auth }, newDevice())).toMatchObject({
      code: 'NOT_FOUND',
    })
    expect(await replace(old, newDevice('https://evil.example/abc'))).toMatchObject({ code: 'INVALID_INPUT' })
    expect(await isPushedTo(token, old.endpoint)).toBe(true)
  })
})
