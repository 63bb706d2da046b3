import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { testApp } from '../../support/app.ts'
import { citizen, overlaps } from '../../support/citizen.ts'
import { newStaff, signIn } from '../staff/staff-fixtures.ts'

/** A Monday. The clock of this file is fixed. */
const clock = new Date('2027-03-01T07:00:00Z')
const product = await testApp({ now: () => clock })
const { app, ask } = product
const { book, booking, move, nextSlots, slots } = citizen(product)

const DEPARTMENT = 'einwohnermeldewesen'
const passport = [{ serviceId: 'reisepass-beantragen' }]
const TUESDAY = '2027-03-02'

interface Slot {
  startsAt: string
  free: number
}

const OUTCOME = `__typename ... on Error { code message } ... on InvalidInputError { fields { field } }
  ... on SlotTakenError { alternatives { startsAt } }`

/** Signs in a new clerk. @returns the clerk's requests to the API */
async function clerkOf(departmentId: string) {
  const { id, email } = await newStaff(product, { departmentId })
  const { headers } = await signIn(product, email)
  const as = <T = any>(query: string, variables: object) => ask<T>(query, variables, { headers })
  return {
    id,
    free: async (args: object) =>
      (
        await as<{ officeSlots: Slot[] }>(
          `query Free($items: [VisitItemInput!]!, $from: Date!, $to: Date!, $deskId: ID) {
             officeSlots(items: $items, from: $from, to: $to, deskId: $deskId) { startsAt free } }`,
          { items: passport, from: TUESDAY, to: TUESDAY, ...args },
        )
      ).officeSlots,
    next: async (args: object = {}) =>
      (
        await as<{ nextOfficeSlots: Slot[] }>(
          `query Next($items: [VisitItemInput!]!, $after: DateTime) {
             nextOfficeSlots(items: $items, after: $after) { startsAt free } }`,
          { items: passport, ...args },
        )
      ).nextOfficeSlots,
    book: async (input: object) =>
      (
        await as(
          `mutation Book($input: BookForSomeoneInput!) { bookForSomeone(input: $input) { ${OUTCOME}
             ... on NewBooking { token booking { id reference channel version startsAt contact { name email phone }
               atDesk { desk { id } history { action actor } } } } } }`,
          { input: { items: passport, channel: 'PHONE', contact: { name: 'Erika Beispiel' }, ...input } },
        )
      ).bookForSomeone,
    move: async (moves: object[], reason?: string) =>
      (
        await as(
          `mutation Move($input: MoveBookingsInput!) { moveBookings(input: $input) { ${OUTCOME}
             ... on VersionConflictError { expectedVersion booking { version } }
             ... on UpdatedBookings { bookings { id startsAt version atDesk { desk { id } } } } } }`,
          { input: { moves, reason } },
        )
      ).moveBookings,
    preview: async (input: object) =>
      (
        await as(
          `query Preview($input: MailPreviewInput!) { mailPreview(input: $input) { subject text hasRecipient locale } }`,
          { input },
        )
      ).mailPreview,
    previews: async (inputs: object[], reason?: string) =>
      (
        await as(
          `query Previews($inputs: [MailPreviewInput!]!, $reason: String) {
             mailPreviews(inputs: $inputs, reason: $reason) { subject text hasRecipient } }`,
          { inputs, reason },
        )
      ).mailPreviews,
  }
}
const kim = await clerkOf(DEPARTMENT)
const uli = await clerkOf('standesamt')

const mailsOf = async (bookingId: string) =>
  (
    await app.db.pool.query(
      `SELECT kind, starts_at AS "startsAt", previous_starts_at AS before, reason FROM outbox_message
        WHERE booking_id = $1 AND kind <> 'REMINDER' ORDER BY created_at`,
      [bookingId],
    )
  ).rows
const at = (time: string, day = TUESDAY) =>
  Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime('Europe/Berlin').toInstant().toString()

describe('slots for the office', () => {
  beforeAll(async () => {
    // On Sundays the office is closed, except one desk with reserved hours from two to four.
    await app.db.pool.query(
      `INSERT INTO opening (desk_id, weekday, from_minute, to_minute, reserved)
       SELECT 'platz-1', 7, 840, 960, true`,
    )
    await app.feed.committed()
  })
  const SUNDAY = '2027-03-07'

  test('include all slots for citizens', async () => {
    const citizens = await slots(passport, TUESDAY, TUESDAY)
    const office = new Map((await kim.free({})).map(({ startsAt, free }) => [startsAt, free]))
    expect(citizens.length).toBeGreaterThan(20)
    for (const { startsAt, free } of citizens) expect(office.get(startsAt)).toBeGreaterThanOrEqual(free)
    expect(office.size).toBeGreaterThanOrEqual(citizens.length)
  })

  test('include reserved hours, which citizens cannot book', async () => {
    expect(await slots(passport, SUNDAY, SUNDAY)).toEqual([])
    const found = await kim.free({ from: SUNDAY, to: SUNDAY })
    expect(found[0]).toEqual({ startsAt: at('14:00', SUNDAY), free: 1 })
    const byCitizen = await book({ items: passport, startsAt: at('14:00', SUNDAY) })
    expect(byCitizen.__typename).toBe('SlotTakenError')
    const outcome = await kim.book({ startsAt: at('14:00', SUNDAY) })
    expect(outcome).toMatchObject({
      __typename: 'NewBooking',
      booking: { channel: 'PHONE', atDesk: { desk: { id: 'platz-1' } } },
    })
  })

  test('have no lead time and no horizon, but cannot be in the past', async () => {
    const [now] = await kim.next()
    expect(Date.parse(now!.startsAt)).toBeLessThan(clock.getTime() + 7_200_000)
    const summer = await kim.next({ after: '2027-07-01T00:00:00Z' })
    expect(summer[0]!.startsAt.slice(0, 7)).toBe('2027-07')
    expect((await kim.book({ startsAt: summer[0]!.startsAt })).__typename).toBe('NewBooking')
    const late = await kim.book({ startsAt: '2027-03-01T06:44:00Z' })
    expect(late).toMatchObject({ __typename: 'RefusedError', code: 'NOT_ALLOWED' })
  })

  test('are limited to the own departments of the clerk', async () => {
    expect(await uli.free({})).toEqual([])
    const outcome = await uli.book({ startsAt: at('09:00') })
    expect(outcome).toMatchObject({ __typename: 'SlotTakenError', alternatives: [] })
  })
})

describe('bookForSomeone', () => {
  test('requires only the name of the citizen, and records the clerk in the audit', async () => {
    const outcome = await kim.book({ startsAt: at('09:05'), channel: 'WALK_IN' })
    expect(outcome.booking).toMatchObject({
      channel: 'WALK_IN',
      contact: { name: 'Erika Beispiel', email: null, phone: null },
    })
    expect(outcome.booking.atDesk.history).toEqual([{ action: 'booking.booked', actor: 'STAFF' }])
    expect(await booking(outcome.token)).toMatchObject({ reference: outcome.booking.reference })
    const { rows } = await app.db.pool.query('SELECT actor FROM audit_entry WHERE booking_id = $1', [
      outcome.booking.id,
    ])
    expect(rows).toEqual([{ actor: `staff:${kim.id}` }])
  })

  test('requires a telephone number for an appointment by telephone', async () => {
    const [slot] = await slots([{ serviceId: 'eheschliessung-anmelden' }], TUESDAY, '2027-03-10')
    const wedding = { items: [{ serviceId: 'eheschliessung-anmelden' }], startsAt: slot!.startsAt }
    expect((await uli.book(wedding)).fields).toEqual([{ field: 'contact.phone' }])
    const contact = { name: 'Erika', phone: '03461 445300' }
    expect((await uli.book({ ...wedding, contact })).__typename).toBe('NewBooking')
  })

  test('returns all invalid fields in one answer', async () => {
    const contact = { name: ' ', email: 'keine', phone: '12' }
    const outcome = await kim.book({ startsAt: at('09:00'), contact, remark: 'x'.repeat(1001) })
    expect(outcome.fields.map(({ field }: any) => field)).toEqual([
      'contact.name',
      'contact.email',
      'contact.phone',
      'remark',
    ])
  })

  test('books the requested desk, and returns alternatives within 30 minutes when it is taken', async () => {
    const request = { startsAt: at('10:00'), deskId: 'platz-2' }
    expect((await kim.book(request)).booking.atDesk.desk.id).toBe('platz-2')
    const second = await kim.book(request)
    expect(second.__typename).toBe('SlotTakenError')
    const minutes = second.alternatives.map(({ startsAt }: Slot) =>
      Math.abs((Date.parse(startsAt) - Date.parse(at('10:00'))) / 60_000),
    )
    expect(minutes).toHaveLength(3)
    for (const far of minutes) expect(far).toBeLessThanOrEqual(30)
  })

  test('makes one booking for repeated requests with the same idempotency key', async () => {
    const request = { startsAt: at('11:00'), idempotencyKey: crypto.randomUUID() }
    const [first, second] = await Promise.all([kim.book(request), kim.book(request)])
    expect(second.booking.id).toBe(first.booking.id)
    expect(second.token).toBe(first.token)
  })
})

describe('moveBookings', () => {
  const booked = async (time: string, contact: object = {}, deskId = 'platz-1') => {
    const { booking } = await kim.book({
      startsAt: at(time, '2027-03-09'),
      deskId,
      contact: { name: 'Erika Beispiel', email: 'erika@beispiel.example', ...contact },
    })
    return booking
  }
  const to = (one: { id: string; version: number }, time: string, deskId?: string) => ({
    bookingId: one.id,
    version: one.version,
    startsAt: at(time, '2027-03-09'),
    deskId,
  })

  test('writes the citizen a mail with the new time and the reason', async () => {
    const one = await booked('09:00')
    const outcome = await kim.move([to(one, '10:00')], 'Eine Kollegin ist krank.')
    expect(outcome.bookings[0]).toMatchObject({
      startsAt: at('10:00', '2027-03-09').replace('.000', ''),
      version: one.version + 1,
      atDesk: { desk: { id: 'platz-1' } },
    })
    expect(await mailsOf(one.id)).toMatchObject([
      { kind: 'CONFIRMED' },
      {
        kind: 'MOVED_BY_OFFICE',
        startsAt: new Date(at('10:00', '2027-03-09')),
        before: new Date(at('09:00', '2027-03-09')),
        reason: 'Eine Kollegin ist krank.',
      },
    ])
  })

  test('without a reason writes the mail of a move that the citizen has requested', async () => {
    const one = await booked('09:30')
    await kim.move([to(one, '11:00')])
    expect((await mailsOf(one.id)).at(-1)).toMatchObject({ kind: 'MOVED', reason: null })
  })

  test('writes no mail when only the desk changes', async () => {
    const one = await booked('11:30')
    const { bookings } = await kim.move([to(one, '11:30', 'platz-2')])
    expect(bookings[0].atDesk.desk.id).toBe('platz-2')
    expect(await mailsOf(one.id)).toHaveLength(1)
  })

  test('clears the time of the next call when the start changes, and keeps it when only the desk changes', async () => {
    const { pool } = app.db
    const again = new Date(at('09:40', '2027-03-09'))
    const [one, other] = [await booked('09:00'), await booked('09:30')]
    const [first, later] = await nextSlots(passport, 2)
    const citizenBooking = await book({ items: passport, startsAt: first!.startsAt })
    await pool.query('UPDATE booking SET call_attempts = 1, try_again_at = $2 WHERE id = ANY($1)', [
      [one.id, other.id, citizenBooking.booking!.id],
      again,
    ])
    await kim.move([to(one, '09:15', 'platz-1'), to(other, '09:30', 'platz-2')])
    await move({ token: citizenBooking.token, startsAt: later!.startsAt })
    const { rows } = await pool.query(
      'SELECT id, call_attempts AS attempts, try_again_at AS again FROM booking WHERE try_again_at IS NOT NULL',
    )
    expect(rows).toEqual([{ id: other.id, attempts: 1, again }])
  })

  test('exchanges the starts of two bookings without an overlap', async () => {
    const [one, other] = [await booked('14:00'), await booked('14:30')]
    const outcome = await kim.move([to(one, '14:30', 'platz-1'), to(other, '14:00', 'platz-1')])
    expect(outcome.__typename).toBe('UpdatedBookings')
    expect(await overlaps(product)).toBe(0)
  })

  test('moves no booking when one start is taken', async () => {
    const [one, other, taken] = [await booked('15:00'), await booked('15:30'), await booked('16:00')]
    const outcome = await kim.move([to(one, '17:45'), to(other, '16:00', 'platz-1')], 'Umzug')
    expect(outcome).toMatchObject({ __typename: 'SlotTakenError' })
    expect(outcome.alternatives.length).toBeGreaterThan(0)
    for (const { id } of [one, other, taken]) expect(await mailsOf(id)).toHaveLength(1)
    const { rows } = await app.db.pool.query(
      'SELECT count(*)::int AS n FROM occupancy WHERE booking_id = ANY($1)',
      [[one.id, other.id, taken.id]],
    )
    expect(rows).toEqual([{ n: 3 }])
  })

  test('refuses a booking whose version has changed', async () => {
    const one = await booked('16:30')
    await kim.move([to(one, '17:00')])
    const outcome = await kim.move([to(one, '08:30')])
    expect(outcome).toMatchObject({
      __typename: 'VersionConflictError',
      expectedVersion: one.version,
      booking: { version: one.version + 1 },
    })
  })

  test('refuses bookings of other departments, a repeated booking, an empty list and an empty reason', async () => {
    const one = await booked('17:30')
    expect(await uli.move([to(one, '08:30')])).toMatchObject({ code: 'NOT_FOUND' })
    expect(await kim.move([to(one, '08:30'), to(one, '09:00')])).toMatchObject({ code: 'NOT_ALLOWED' })
    expect((await kim.move([])).fields).toEqual([{ field: 'moves' }])
    expect((await kim.move([to(one, '08:30')], '')).fields).toEqual([{ field: 'reason' }])
  })

  test('of the same bookings by two clerks at the same time succeeds for one of them only', async () => {
    const toni = await clerkOf(DEPARTMENT)
    const all: { id: string; version: number; startsAt: string }[] = []
    for (const time of ['09:00', '09:30', '10:00', '10:30']) all.push(await booked(time, {}, 'platz-3'))
    const shift = (minutes: number) =>
      all.map((one) => ({
        ...to(one, '00:00', 'platz-3'),
        startsAt: new Date(Date.parse(one.startsAt) + minutes * 60_000).toISOString(),
      }))
    const outcomes = await Promise.all([kim.move(shift(300)), toni.move(shift(305).toReversed())])
    expect(outcomes.map(({ __typename }) => __typename).sort()).toEqual([
      'UpdatedBookings',
      'VersionConflictError',
    ])
    expect(await overlaps(product)).toBe(0)
  })
})

describe('a mail preview', () => {
  test('contains the text of the mail without the manage link, and tells whether the mail has a recipient', async () => {
    const { booking, token } = await kim.book({
      startsAt: at('09:00', '2027-03-11'),
      contact: { name: 'Erika Beispiel', email: 'erika@beispiel.example' },
    })
    const move = { bookingId: booking.id, startsAt: at('10:00', '2027-03-11'), reason: 'Wasserschaden' }
    const mail = await kim.preview(move)
    expect(mail.subject).toContain('verschieben')
    expect(mail.text).toContain('> Wasserschaden')
    expect(mail.text).toContain('10:00')
    expect(mail.text).not.toContain(token)
    expect(mail).toMatchObject({ hasRecipient: true, locale: 'de' })
    expect((await kim.preview({ bookingId: booking.id, reason: 'Sturm' })).subject).toContain('absagen')
    expect(await uli.preview(move)).toBeNull()

    const walkIn = await kim.book({ startsAt: at('11:00', '2027-03-11') })
    expect(await kim.preview({ bookingId: walkIn.booking.id })).toMatchObject({ hasRecipient: false })
  })

  test('for 200 bookings takes as many SQL statements as for one', async () => {
    const { booking: first } = await kim.book({ startsAt: at('10:00', '2027-03-11') })
    const {
      id: _id,
      reference: _reference,
      ...columns
    } = await app.db.prisma.booking.findUniqueOrThrow({
      where: { id: first.id },
    })
    const copies = Array.from({ length: 199 }, (_, nth) => ({
      ...columns,
      id: crypto.randomUUID(),
      reference: String(90_000_000 + nth),
      tokenHash: randomBytes(32),
    }))
    await app.db.prisma.booking.createMany({ data: copies as never })
    const inputs = [first, ...copies].map(({ id }) => ({ bookingId: id }))
    // The maximum length of a reason; 200 reasons would exceed the limit of variables.
    const REASON = 'x'.repeat(1000)
    const query = vi.spyOn(pg.Client.prototype, 'query')
    const statements = async (previewInputs: object[]) => {
      query.mockClear()
      const mails = await kim.previews(previewInputs, REASON)
      expect(mails.filter((mail: any) => mail?.text.includes('x'.repeat(20)))).toHaveLength(
        previewInputs.length,
      )
      return query.mock.calls.length
    }
    // The least of three: statements of the workers may be among them.
    const least = async (some: object[]) =>
      Math.min(await statements(some), await statements(some), await statements(some))
    try {
      const forOne = await least(inputs.slice(0, 1))
      expect(forOne).toBeGreaterThan(1)
      expect(await least(inputs)).toBe(forOne)
    } finally {
      query.mockRestore()
    }
  })

  test('for several bookings has the order of the inputs, and null for bookings of other departments', async () => {
    const early = await kim.book({ startsAt: at('14:00', '2027-03-11') })
    const late = await kim.book({ startsAt: at('15:00', '2027-03-11') })
    const inputs = [
      { bookingId: late.booking.id, reason: 'spät' },
      { bookingId: 'no-booking' },
      { bookingId: early.booking.id, reason: 'früh' },
    ]
    const [first, second, third] = await kim.previews(inputs)
    expect(first.text).toContain('> spät')
    expect(second).toBeNull()
    expect(third.text).toContain('> früh')
    expect(await uli.previews(inputs)).toEqual([null, null, null])
  })

  test('is refused for more than 200 bookings and for a repeated booking', async () => {
    const twice = [{ bookingId: 'a' }, { bookingId: 'a' }]
    await expect(kim.previews(twice)).rejects.toThrow('at most once')
    const many = Array.from({ length: 201 }, (_, nth) => ({ bookingId: String(nth) }))
    await expect(kim.previews(many)).rejects.toThrow('at most 200')
  })
})
