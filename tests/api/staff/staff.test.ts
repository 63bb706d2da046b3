import { isDeepStrictEqual } from 'node:util'
import { expect, test } from 'vitest'
import { createFirstAdmin } from '../../../api/staff/first-admin.ts'
import { hashPassword } from '../../../api/staff/password/password.ts'
import { testApp } from '../../support/app.ts'
import { fromNow } from '../../support/clock.ts'
import { citizen } from '../../support/citizen.ts'
import { subscribe } from '../../support/events.ts'

const product = await testApp({
  config: { adminEmail: 'chefin@example.org', adminPassword: 'ein langes Passwort' },
})
const { app, ask, fetch } = product
const { book, move, cancel, booking, nextSlots } = citizen(product)
await createFirstAdmin(app.db, app.config, app.now())
await app.db.prisma.staff.create({
  data: {
    name: 'Standesamt',
    email: 'standesamt@example.org',
    passwordHash: await hashPassword('noch ein langes Passwort'),
    roles: ['clerk'],
    departments: { connect: { id: 'standesamt' } },
  },
})

const SIGN_IN = `mutation SignIn($input: SignInInput!) { signIn(input: $input) {
  __typename ... on Error { code message } ... on StaffSession { staff { name roles } } } }`
const CANCEL = `mutation Cancel($input: CancelBookingsInput!) { cancelBookings(input: $input) {
  __typename ... on Error { code } ... on InvalidInputError { fields { field } }
  ... on UpdatedBookings { bookings { id status cancelledBy cancellationReason } } } }`
const BOOKINGS =
  'query Day($from: Date!, $to: Date!) { bookings(from: $from, to: $to) { id status contact { name } } }'
const CHANGED = `subscription Live($from: Date!, $to: Date!) {
  bookingsChanged(from: $from, to: $to) { bookings { id status startsAt } } }`

async function signIn(email: string, password: string) {
  const response = await fetch(SIGN_IN, { input: { email, password } })
  const cookie = response.headers.getSetCookie()[0]
  return {
    outcome: ((await response.json()) as any).data.signIn,
    cookie,
    headers: { cookie: cookie?.split(';')[0] ?? '' },
  }
}
const admin = await signIn('Chefin@example.org', 'ein langes Passwort')
const clerk = await signIn('standesamt@example.org', 'noch ein langes Passwort')

const idCard = [{ serviceId: 'personalausweis-beantragen' }]
const wedding = [{ serviceId: 'eheschliessung-anmelden' }]
const booked = async (items: { serviceId: string }[]) => {
  const [slot] = await nextSlots(items, 1, fromNow({ days: 3 }))
  const outcome = await book({ items, startsAt: slot!.startsAt })
  return {
    id: outcome.booking!.id,
    token: outcome.token!,
    day: slot!.startsAt.slice(0, 10),
    startsAt: slot!.startsAt,
  }
}

test('signing in sets a session cookie that scripts cannot read', async () => {
  expect(admin.outcome).toEqual({
    __typename: 'StaffSession',
    staff: { name: 'Administration', roles: ['admin'] },
  })
  expect(admin.cookie).toMatch(
    /^__Host-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+; Secure$/,
  )
  expect(await ask('{ viewer { email } }', {}, { headers: admin.headers })).toEqual({
    viewer: { email: 'chefin@example.org' },
  })
  expect(await ask('{ viewer { email } }')).toEqual({ viewer: null })
})

test('signIn answers the same for an unknown address, a wrong password and a disabled account', async () => {
  await app.db.prisma.staff.create({
    data: {
      name: 'Weg',
      email: 'weg@example.org',
      passwordHash: await hashPassword('das dritte Passwort'),
      roles: [],
      active: false,
    },
  })
  const answers = await Promise.all([
    signIn('niemand@example.org', 'ein langes Passwort'),
    signIn('chefin@example.org', 'falsch'),
    signIn('weg@example.org', 'das dritte Passwort'),
  ])
  for (const { outcome, cookie } of answers) {
    expect(outcome).toEqual(answers[0]!.outcome)
    expect(outcome.code).toBe('NOT_ALLOWED')
    expect(cookie).toBeUndefined()
  }
})

test('without a session every staff field is refused', async () => {
  const { id, day, token } = await booked(idCard)
  await expect(ask(BOOKINGS, { from: day, to: day })).rejects.toThrow('UNAUTHENTICATED')
  await expect(
    subscribe(product, CHANGED, { from: day, to: day }).then((live) => live.next()),
  ).rejects.toThrow('UNAUTHENTICATED')
  expect((await ask(CANCEL, { input: { bookingIds: [id], reason: 'x' } })).cancelBookings.code).toBe(
    'NOT_ALLOWED',
  )
  expect((await booking(token))!.status).toBe('CONFIRMED')
})

test('a clerk sees and cancels bookings of their own departments only', async () => {
  const [own, other] = [await booked(wedding), await booked(idCard)]
  const seen = async (day: string) =>
    (await ask(BOOKINGS, { from: day, to: day }, { headers: clerk.headers })).bookings
  expect((await seen(own.day)).map(({ id }: any) => id)).toContain(own.id)
  expect((await seen(other.day)).map(({ id }: any) => id)).not.toContain(other.id)
  const input = { bookingIds: [own.id, other.id], reason: 'Wasserschaden' }
  expect((await ask(CANCEL, { input }, { headers: clerk.headers })).cancelBookings).toEqual({
    __typename: 'InvalidInputError',
    code: 'INVALID_INPUT',
    fields: [{ field: 'bookingIds.1' }],
  })
  expect((await booking(own.token))!.status).toBe('CONFIRMED')
})

test('cancelBookings cancels several bookings and writes each citizen one mail with the reason', async () => {
  const all = await Promise.all([booked(idCard), booked(idCard), booked(wedding)])
  const reason = 'Das Rathaus muss heute schließen.\nEs tut uns leid.'
  const input = { bookingIds: all.map(({ id }) => id), reason }
  const outcome = (await ask(CANCEL, { input }, { headers: admin.headers })).cancelBookings
  expect(outcome.bookings).toEqual(
    all.map(({ id }) => ({ id, status: 'CANCELLED', cancelledBy: 'OFFICE', cancellationReason: reason })),
  )
  const { rows } = await app.db.pool.query(
    `SELECT booking_id, sequence, reason FROM outbox_message WHERE kind = 'CANCELLED_BY_OFFICE' AND booking_id = ANY ($1)`,
    [input.bookingIds],
  )
  expect(rows).toHaveLength(3)
  expect(rows.every((row) => row.reason === reason && row.sequence === 1)).toBe(true)
  expect((await ask(CANCEL, { input }, { headers: admin.headers })).cancelBookings.bookings).toHaveLength(3)
  const again = await app.db.pool.query(
    `SELECT count(*)::int AS n FROM outbox_message WHERE kind = 'CANCELLED_BY_OFFICE' AND booking_id = ANY ($1)`,
    [input.bookingIds],
  )
  expect(again.rows[0].n).toBe(3)
})

test('bookingsChanged reports new, moved and cancelled bookings', async () => {
  const first = await booked(idCard)
  const live = await subscribe<any>(product, CHANGED, { from: first.day, to: first.day }, admin.headers)
  // The stream may repeat an event, and may combine two changes in one.
  const eventWith = async (expected: object) => {
    for (;;) {
      const { bookings } = (await live.next()).bookingsChanged
      const found = bookings.find((each: any) => isDeepStrictEqual({ ...each, ...expected }, each))
      if (found) return found
    }
  }
  await eventWith({ id: first.id, status: 'CONFIRMED' })

  const second = await booked(idCard)
  await eventWith({ id: second.id, status: 'CONFIRMED' })
  const [elsewhere] = await nextSlots(idCard, 1, fromNow({ days: 30 }))
  await move({ token: first.token, startsAt: elsewhere!.startsAt })
  await eventWith({ id: first.id, startsAt: elsewhere!.startsAt })
  await cancel({ token: second.token })
  await eventWith({ id: second.id, status: 'CANCELLED' })
  await live.close()
})

test('bookingsChanged ends when the person is disabled or signs out', async () => {
  const guest = await signIn('standesamt@example.org', 'noch ein langes Passwort')
  const { day } = await booked(wedding)
  const live = await subscribe<any>(product, CHANGED, { from: day, to: day }, guest.headers)
  await live.next()
  expect(await ask('mutation Out { signOut }', {}, { headers: guest.headers })).toEqual({ signOut: true })
  await booked(wedding)
  // Events from before the end of the session may still arrive.
  const readUntilEnd = async () => {
    for (let events = 0; events < 3; events++) await live.next()
  }
  await expect(readUntilEnd()).rejects.toThrow('UNAUTHENTICATED')
  expect(await ask('{ viewer { id } }', {}, { headers: guest.headers })).toEqual({ viewer: null })
})
