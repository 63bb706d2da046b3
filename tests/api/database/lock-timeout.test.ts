import pg from 'pg'
import { expect, test } from 'vitest'
import { testApp } from '../../support/app.ts'
import { isClockAhead } from '../../support/clock.ts'
import { citizen, ERIKA } from '../../support/citizen.ts'
import { newStaff, signIn } from '../staff/staff-fixtures.ts'

/** A Monday. */
const clock = new Date('2027-03-01T07:00:00Z')
const product = await testApp({ now: () => clock })
const { app, ask, fetch } = product
const { book, hold, nextSlots, slots } = citizen(product)
const items = [{ serviceId: 'reisepass-beantragen' }]

const free = await nextSlots(items, 6)
const startsAt = free[0]!.startsAt
const booked = await book({ items, startsAt })
const held = await hold({ items, startsAt: free[1]!.startsAt })
const { headers } = await signIn(
  product,
  (await newStaff(product, { departmentId: 'einwohnermeldewesen' })).email,
)

const ERROR = '__typename ... on Error { code message(locale: "en") }'
const contact = ERIKA
const consent = true
const OPERATIONS = {
  book: [
    `mutation($input: BookInput!) { outcome: book(input: $input) { ${ERROR} ... on LimitReachedError { retryAt } } }`,
    { items, startsAt: free[2]!.startsAt, contact, consent },
  ],
  holdSlot: [
    `mutation($input: HoldSlotInput!) { outcome: holdSlot(input: $input) { ${ERROR} ... on LimitReachedError { retryAt } } }`,
    { items, startsAt: free[3]!.startsAt },
  ],
  confirmBooking: [
    `mutation($input: ConfirmBookingInput!) { outcome: confirmBooking(input: $input) { ${ERROR} ... on LimitReachedError { retryAt } } }`,
    { token: held.token, contact, consent },
  ],
  rescheduleBooking: [
    `mutation($input: RescheduleBookingInput!) { outcome: rescheduleBooking(input: $input) { ${ERROR} ... on LimitReachedError { retryAt } } }`,
    { token: booked.token, startsAt: free[4]!.startsAt },
  ],
  moveBookings: [
    `mutation($input: MoveBookingsInput!) { outcome: moveBookings(input: $input) { ${ERROR} } }`,
    {
      moves: [
        { bookingId: booked.booking!.id, version: booked.booking!.version + 1, startsAt: free[5]!.startsAt },
      ],
    },
  ],
} as const

const run = async (name: keyof typeof OPERATIONS) => {
  const [query, input] = OPERATIONS[name]
  return (await ask<{ outcome: Record<string, string> }>(query, { input }, { headers })).outcome
}

/** Runs `work` while another connection holds the exclusive lock on the plan. */
async function withPlanLocked(work: () => Promise<void>): Promise<void> {
  const other = new pg.Client({ connectionString: app.db.url })
  await other.connect()
  await other.query('BEGIN')
  await other.query('SELECT lock_plan_exclusive()')
  try {
    await work()
  } finally {
    await other.end()
  }
}

const MESSAGE = 'Something is being changed here right now. Please try again in a moment.'

test('a statement waits three seconds for a lock', async () => {
  const { rows } = await app.db.pool.query<{ lock_timeout: string }>('SHOW lock_timeout')
  expect(rows).toEqual([{ lock_timeout: '3s' }])
})

test.skipIf(isClockAhead)(
  'while the plan is locked, queries succeed and every command answers "try again"',
  async () => {
    await withPlanLocked(async () => {
      expect((await slots(items, '2027-03-01', '2027-03-31')).length).toBeGreaterThan(0)
      const names = Object.keys(OPERATIONS) as (keyof typeof OPERATIONS)[]
      const outcomes = await Promise.all(names.map(run))
      const limit = {
        __typename: 'LimitReachedError',
        code: 'LIMIT_REACHED',
        message: MESSAGE,
        retryAt: '2027-03-01T07:00:02Z',
      }
      const refusal = { __typename: 'RefusedError', code: 'VERSION_CONFLICT', message: MESSAGE }
      expect(outcomes).toEqual([limit, limit, limit, limit, refusal])
    })
  },
)

test('the same commands succeed after the lock is released', async () => {
  const outcomes = []
  for (const name of Object.keys(OPERATIONS))
    outcomes.push((await run(name as keyof typeof OPERATIONS)).__typename)
  expect(outcomes).toEqual(['NewBooking', 'SlotHold', 'UpdatedBooking', 'UpdatedBooking', 'UpdatedBookings'])
})

test.skipIf(isClockAhead)(
  'a command without an outcome for a lock timeout answers TRY_AGAIN with HTTP 503, in the language of the caller',
  async () => {
    const leaving = await signIn(product, (await newStaff(product)).email)
    const signOut = async () => {
      const response = await fetch(
        'mutation { signOut }',
        {},
        { headers: { ...leaving.headers, 'accept-language': 'en' } },
      )
      const { errors } = (await response.json()) as {
        errors?: { message: string; extensions: { code: string } }[]
      }
      return { status: response.status, retryAfter: response.headers.get('retry-after'), error: errors?.[0] }
    }
    const other = new pg.Client({ connectionString: app.db.url })
    await other.connect()
    await other.query('BEGIN')
    await other.query('SELECT FROM staff_session FOR UPDATE')
    expect(await signOut()).toMatchObject({
      status: 503,
      retryAfter: '2',
      error: { message: MESSAGE, extensions: { code: 'TRY_AGAIN' } },
    })
    await other.end()
    expect(await signOut()).toMatchObject({ status: 200, error: undefined })
  },
)
