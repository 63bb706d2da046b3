import { describe, expect, test } from 'vitest'
import { testApp } from '../../support/app.ts'
import { fromNow, now } from '../../support/clock.ts'
import { citizen, ERIKA, overlaps } from '../../support/citizen.ts'

const product = await testApp()
const { hold, extend, release, confirm, book, move, cancel, booking, nextSlots } = citizen(product)
const { pool } = product.app.db

const ID_CARD = [{ serviceId: 'personalausweis-beantragen', persons: 1 }]
const HOUSING_BENEFIT = [{ serviceId: 'wohngeld', persons: 1 }]

const firstStart = async (items = ID_CARD) => (await nextSlots(items, 1))[0]!.startsAt
const messages = async (id: string) =>
  (
    await pool.query(
      'SELECT kind, sequence, skipped_at IS NOT NULL AS skipped FROM outbox_message WHERE booking_id = $1 ORDER BY created_at, kind',
      [id],
    )
  ).rows
/** Sets the expiry of one hold to a second ago. */
const expire = (id: string) =>
  pool.query(
    `WITH o AS (UPDATE occupancy SET expires_at = $2 WHERE booking_id = $1)
     UPDATE booking SET hold_expires_at = $2 WHERE id = $1`,
    [id, new Date(now().getTime() - 1_000)],
  )

describe('a citizen', () => {
  test('holds a slot, confirms it, and receives the full appointment', async () => {
    const startsAt = await firstStart()
    const held = await hold({ items: ID_CARD, startsAt })
    expect(held).toMatchObject({
      __typename: 'SlotHold',
      booking: { status: 'HELD', startsAt, contact: null },
    })
    const minutes = (new Date(held.expiresAt!).getTime() - now().getTime()) / 60_000
    expect(minutes).toBeGreaterThan(9)
    expect(minutes).toBeLessThanOrEqual(10)
    expect(await messages(held.booking!.id)).toEqual([])

    const confirmed = await confirm({ token: held.token, remark: 'Ich sitze im Rollstuhl.' })
    expect(confirmed).toMatchObject({ __typename: 'UpdatedBooking', booking: { status: 'CONFIRMED' } })
    expect(confirmed.booking!.contact).toEqual({ ...ERIKA, phone: '+493461445300' })
    expect(confirmed.booking!.reference).toMatch(/^\d{4}-\d{4}$/)

    const seen = await booking(held.token!)
    expect(seen).toMatchObject({
      mode: 'ON_SITE',
      channel: 'WEB',
      canCancel: true,
      canReschedule: true,
      holdExpiresAt: null,
    })
    expect(seen!.place.street).toContain('Burgstraße')
    expect(seen!.icalendar).toContain('METHOD:REQUEST')
    expect((await messages(seen!.id)).map(({ kind }) => kind)).toContain('CONFIRMED')
  })

  test('must give a telephone number for an appointment by telephone', async () => {
    const startsAt = await firstStart(HOUSING_BENEFIT)
    const held = await hold({ items: HOUSING_BENEFIT, startsAt })
    const silent = await confirm({ token: held.token, contact: { ...ERIKA, phone: null } })
    expect(silent).toMatchObject({ code: 'INVALID_INPUT', fields: [{ field: 'contact.phone' }] })
    const confirmed = await confirm({ token: held.token })
    expect(confirmed.booking!.status).toBe('CONFIRMED')
    expect(await booking(held.token!)).toMatchObject({ mode: 'TELEPHONE', place: null })
  })

  test('can extend a hold twice at most', async () => {
    const held = await hold({ items: ID_CARD, startsAt: await firstStart() })
    expect((await extend(held.token!)).__typename).toBe('UpdatedBooking')
    expect((await extend(held.token!)).__typename).toBe('UpdatedBooking')
    expect(await extend(held.token!)).toMatchObject({ code: 'NOT_ALLOWED' })
    await release(held.token!)
  })

  test('cannot extend an expired hold', async () => {
    const held = await hold({ items: ID_CARD, startsAt: await firstStart() })
    await expire(held.booking!.id)
    expect(await extend(held.token!)).toMatchObject({ code: 'HOLD_EXPIRED' })
  })

  test('releases a hold, and the slot can be held by another citizen', async () => {
    const startsAt = await firstStart(HOUSING_BENEFIT)
    const holds = []
    for (let outcome; (outcome = await hold({ items: HOUSING_BENEFIT, startsAt })).token;) holds.push(outcome)
    expect(holds.length).toBeGreaterThan(0)
    expect((await release(holds[0]!.token!)).__typename).toBe('UpdatedBooking')
    expect((await release(holds[0]!.token!)).__typename).toBe('UpdatedBooking')
    expect((await hold({ items: HOUSING_BENEFIT, startsAt })).__typename).toBe('SlotHold')
    expect(await confirm({ token: holds[0]!.token })).toMatchObject({ code: 'HOLD_EXPIRED' })
  })

  test('can confirm an expired hold while the slot is still free', async () => {
    const held = await hold({ items: ID_CARD, startsAt: await firstStart() })
    await expire(held.booking!.id)
    expect(await confirm({ token: held.token })).toMatchObject({ booking: { status: 'CONFIRMED' } })
  })

  test('receives alternatives for an expired hold when the slot was booked by another citizen', async () => {
    const items = [{ serviceId: 'archiv-anfrage', persons: 1 }]
    const startsAt = await firstStart(items)
    const held = await hold({ items, startsAt })
    await expire(held.booking!.id)
    expect((await book({ items, startsAt })).__typename).toBe('NewBooking')
    const late = await confirm({ token: held.token })
    expect(late).toMatchObject({ code: 'SLOT_TAKEN' })
    expect(late.alternatives!.length).toBeGreaterThan(0)
  })

  test('moves a booking: its id stays, version and calendar sequence increase by one', async () => {
    const booked = await book({ items: ID_CARD, startsAt: await firstStart() })
    const [, , later] = await nextSlots(ID_CARD, 3, fromNow({ days: 5 }))
    const moved = await move({ token: booked.token, startsAt: later!.startsAt })
    expect(moved.booking).toMatchObject({ id: booked.booking!.id, startsAt: later!.startsAt, version: 2 })
    const sent = await messages(booked.booking!.id)
    expect(sent.filter(({ kind }) => kind !== 'REMINDER')).toMatchObject([
      { kind: 'CONFIRMED', sequence: 0 },
      { kind: 'MOVED', sequence: 1 },
    ])
    expect(sent.filter(({ kind, skipped }) => kind === 'REMINDER' && !skipped)).toHaveLength(1)
  })

  test('can move a booking by less than its own duration', async () => {
    const items = [{ serviceId: 'archiv-anfrage', persons: 1 }]
    const [first, second] = await nextSlots(items, 2, fromNow({ days: 9 }))
    const booked = await book({ items, startsAt: first!.startsAt })
    expect((await move({ token: booked.token, startsAt: second!.startsAt })).booking?.startsAt).toBe(
      second!.startsAt,
    )
  })

  test('cancels a booking: the slot becomes free, one mail is written, the reminder is skipped', async () => {
    const [far] = await nextSlots(ID_CARD, 1, fromNow({ days: 20 }))
    const booked = await book({ items: ID_CARD, startsAt: far!.startsAt })
    expect((await cancel({ token: booked.token, reason: 'Ich bin krank.' })).booking!.status).toBe(
      'CANCELLED',
    )
    expect((await cancel({ token: booked.token })).booking!.status).toBe('CANCELLED')
    const told = await messages(booked.booking!.id)
    expect(told.filter(({ kind }) => kind === 'CANCELLED_BY_CITIZEN')).toMatchObject([{ sequence: 1 }])
    expect(told.find(({ kind }) => kind === 'REMINDER')).toMatchObject({ skipped: true })
    expect((await nextSlots(ID_CARD, 1, far!.startsAt))[0]).toEqual(far)
    expect(await move({ token: booked.token, startsAt: far!.startsAt })).toMatchObject({
      code: 'NOT_ALLOWED',
    })
    expect(await booking(booked.token!)).toMatchObject({
      icalendar: null,
      cancelledBy: 'CITIZEN',
      canCancel: false,
    })
  })

  test('can repeat confirmBooking without effect, but not with another contact', async () => {
    const held = await hold({ items: ID_CARD, startsAt: await firstStart() })
    await confirm({ token: held.token })
    expect((await confirm({ token: held.token })).__typename).toBe('UpdatedBooking')
    expect(await confirm({ token: held.token, contact: { ...ERIKA, name: 'Jemand anderes' } })).toMatchObject(
      {
        code: 'NOT_ALLOWED',
      },
    )
    expect((await messages(held.booking!.id)).filter(({ kind }) => kind === 'CONFIRMED')).toHaveLength(1)
  })

  test('receives NOT_FOUND for every kind of invalid token', async () => {
    for (const token of ['', 'x', 'A'.repeat(43), "' OR 1=1 --", '\u0000'])
      expect([await booking(token), (await cancel({ token })).code]).toEqual([null, 'NOT_FOUND'])
  })
})

describe('the input of a booking', () => {
  test.each([
    ['contact.name', { contact: { ...ERIKA, name: '  ' } }],
    ['contact.name', { contact: { ...ERIKA, name: 'E'.repeat(201) } }],
    ['contact.name', { contact: { ...ERIKA, name: 'Erika\r\nBcc: all@example.org' } }],
    ['contact.name', { contact: { ...ERIKA, name: 'Erika\u0000' } }],
    ['contact.email', { contact: { ...ERIKA, email: 'erika' } }],
    ['contact.email', { contact: { ...ERIKA, email: 'a@b.example\r\nBcc: c@d.example' } }],
    ['contact.phone', { contact: { ...ERIKA, phone: '12' } }],
    // A number without area code can't be called from another town.
    ['contact.phone', { contact: { ...ERIKA, phone: '445-300' } }],
    ['remark', { remark: 'x'.repeat(1001) }],
    ['remark', { remark: 'a\u0007b' }],
    ['consent', { consent: false }],
    ['items', { items: [] }],
    ['items.0.serviceId', { items: [{ serviceId: 'nichts' }] }],
    ['items.0.persons', { items: [{ serviceId: 'personalausweis-beantragen', persons: 5 }] }],
    ['idempotencyKey', { idempotencyKey: 'short' }],
  ])('is refused with an invalid field %s, which the answer names', async (field, wrong) => {
    const before = await count()
    const outcome = await book({ items: ID_CARD, startsAt: await firstStart(), ...wrong })
    expect(outcome).toMatchObject({ __typename: 'InvalidInputError', code: 'INVALID_INPUT' })
    expect(outcome.fields!.map((problem) => problem.field)).toContain(field)
    expect(await count()).toBe(before)
  })

  test('can have an e-mail address with umlauts in its domain; ß is not converted to ss', async () => {
    const startsAt = await firstStart()
    const contact = { ...ERIKA, email: ' Erika@straße-müller.example ' }
    const { booking } = await book({ items: ID_CARD, startsAt, contact })
    expect(booking!.contact!.email).toBe('Erika@xn--strae-mller-y6a49a.example')
  })

  test('can have a name of 200 right-to-left characters with a direction mark', async () => {
    const name = `\u200f${'م'.repeat(199)}`
    expect(
      (await book({ items: ID_CARD, startsAt: await firstStart(), contact: { ...ERIKA, name } })).booking!
        .contact!.name,
    ).toBe(name)
  })

  test.each([
    ['between two starts', (at: Date) => new Date(at.getTime() + 60_000)],
    ['with seconds', (at: Date) => new Date(at.getTime() + 1_000)],
    ['in the past', (at: Date) => new Date(at.getTime() - 30 * 86_400_000)],
    ['beyond the horizon', (at: Date) => new Date(at.getTime() + 90 * 86_400_000)],
  ])('is refused with a start %s; the answer has alternatives', async (_, shift) => {
    const startsAt = shift(new Date(await firstStart())).toISOString()
    const outcome = await book({ items: ID_CARD, startsAt })
    expect(outcome.code).toBe('SLOT_TAKEN')
    expect(outcome.alternatives!.length).toBeGreaterThan(0)
  })

  const count = async () => (await pool.query<{ n: string }>('SELECT count(*) AS n FROM booking')).rows[0]!.n
})

test('no occupancies of the tests above overlap', async () => {
  expect(await overlaps(product)).toBe(0)
})
