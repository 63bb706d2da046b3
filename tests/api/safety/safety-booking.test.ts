import { createHash } from 'node:crypto'
import { createChallenge, solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { describe, expect, test } from 'vitest'
import { LIMITS } from '../../../api/safety/limits.ts'
import { testApp, type TestApp } from '../../support/app.ts'
import { fromNow, now } from '../../support/clock.ts'
import { testDatabase } from '../../support/database.ts'
import { ERIKA } from '../../support/citizen.ts'

const db = await testDatabase()
const guarded = await testApp({ db, config: { rateLimits: true, bookingChallenge: true } })

interface Outcome {
  __typename: string
  code?: string
  token?: string
  challenge?: string
  retryAt?: string
}

/** Selection of an outcome; `success` is the type with the token. */
const outcomeOf = (success: string) =>
  `{ __typename ... on ${success} { token } ... on Error { code }
     ... on ChallengeRequiredError { challenge } ... on LimitReachedError { retryAt } }`
const HOLD = `mutation($input: HoldSlotInput!) { outcome: holdSlot(input: $input) ${outcomeOf('SlotHold')} }`
const BOOK = `mutation($input: BookInput!) { outcome: book(input: $input) ${outcomeOf('NewBooking')} }`
const MOVE = `mutation($input: RescheduleBookingInput!) {
  outcome: rescheduleBooking(input: $input) { __typename ... on Error { code } ... on LimitReachedError { retryAt } } }`

type Attempt = (clientAddress: string, input: object, app?: TestApp) => Promise<Outcome>
const sending =
  (mutation: string, defaults: object = {}): Attempt =>
  async (clientAddress, input, app = guarded) =>
    (await app.ask<{ outcome: Outcome }>(mutation, { input: { ...defaults, ...input } }, { clientAddress }))
      .outcome

const items = [{ serviceId: 'personalausweis-beantragen' }]
const hold = sending(HOLD, { items })
const book = sending(BOOK, { items, contact: ERIKA, consent: true })

const starts = (
  await guarded.ask<{ nextSlots: { startsAt: string }[] }>(
    'query($items: [VisitItemInput!]!) { nextSlots(items: $items, first: 40) { startsAt } }',
    { items },
  )
).nextSlots.map(({ startsAt }) => startsAt)
let used = 0
/** A start that no other test has taken. */
const newStart = () => starts[used++]!

/** Input without services: it counts for the limit, but reserves nothing. */
const EMPTY_VISIT = { items: [], startsAt: starts[0]! }
async function times(n: number, attempt: (nth: number) => Promise<Outcome>): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (let nth = 0; nth < n; nth++) outcomes.push(await attempt(nth))
  return outcomes
}

async function solve(challenge: string): Promise<string> {
  const parsed = JSON.parse(challenge)
  const solution = await solveChallenge({ challenge: parsed, deriveKey })
  return Buffer.from(JSON.stringify({ challenge: parsed, solution })).toString('base64')
}

/** Uses up the holds without proof of an address. @returns the challenge that the next hold receives */
async function challengeFor(clientAddress: string, app: TestApp = guarded): Promise<string> {
  await times(LIMITS.reserved.withoutProof, () => hold(clientAddress, EMPTY_VISIT, app))
  const outcome = await hold(clientAddress, EMPTY_VISIT, app)
  expect(outcome).toMatchObject({ __typename: 'ChallengeRequiredError', code: 'CHALLENGE_REQUIRED' })
  return outcome.challenge!
}

describe('a proof of work', () => {
  test('is not required for the first twelve holds of an address', async () => {
    const outcomes = await times(LIMITS.reserved.withoutProof, () =>
      hold('198.51.100.1', { startsAt: newStart() }),
    )
    expect(outcomes.map(({ __typename }) => __typename)).toEqual(
      Array(LIMITS.reserved.withoutProof).fill('SlotHold'),
    )
  })

  test('is required from the thirteenth on; a solution is valid for one request and its repetition', async () => {
    const challenge = await solve(await challengeFor('198.51.100.2'))
    const input = { startsAt: newStart(), challenge, idempotencyKey: crypto.randomUUID() }
    const held = await hold('198.51.100.2', input)
    expect(held.__typename).toBe('SlotHold')
    expect((await hold('198.51.100.2', input)).token).toBe(held.token)

    const other = { startsAt: newStart(), challenge }
    expect((await hold('198.51.100.2', other)).code).toBe('CHALLENGE_REQUIRED')
    expect((await hold('198.51.100.2', { ...other, idempotencyKey: crypto.randomUUID() })).code).toBe(
      'CHALLENGE_REQUIRED',
    )
    // A used solution is refused for another address as well.
    await challengeFor('198.51.100.3')
    expect((await book('198.51.100.3', other)).code).toBe('CHALLENGE_REQUIRED')
  })

  test('is accepted once if two processes receive it at the same moment', async () => {
    const second = await testApp({ db, config: { rateLimits: true, bookingChallenge: true } })
    const challenge = await solve(await challengeFor('198.51.100.4'))
    await challengeFor('198.51.100.4', second)
    const outcomes = await Promise.all(
      [guarded, second, guarded, second].map((app) =>
        book('198.51.100.4', { startsAt: newStart(), challenge }, app),
      ),
    )
    expect(outcomes.map(({ __typename }) => __typename).sort()).toEqual([
      'ChallengeRequiredError',
      'ChallengeRequiredError',
      'ChallengeRequiredError',
      'NewBooking',
    ])
  })

  test('is stored as a hash', async () => {
    const challenge = await solve(await challengeFor('198.51.100.5'))
    const idempotencyKey = crypto.randomUUID()
    await hold('198.51.100.5', { startsAt: newStart(), challenge, idempotencyKey })
    const { signature } = JSON.parse(Buffer.from(challenge, 'base64').toString()).challenge
    const sha256 = (text: string) => createHash('sha256').update(text).digest()
    const { rows } = await db.pool.query('SELECT used_by, expires_at FROM spent_challenge WHERE id = $1', [
      sha256(signature),
    ])
    expect(rows).toHaveLength(1)
    expect(rows[0].used_by).toEqual(sha256(`holdSlot\n${idempotencyKey}`))
    expect(rows[0].expires_at.getTime()).toBeGreaterThan(now().getTime())
  })

  test('is rejected if it is expired, forged, too easy or malformed', async () => {
    const challenge = await challengeFor('198.51.100.6')
    const solved = await solve(challenge)
    const payload = JSON.parse(Buffer.from(solved, 'base64').toString())
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64')
    const { parameters } = payload.challenge
    const ours = await createChallenge({
      algorithm: 'PBKDF2/SHA-256',
      cost: 1,
      counter: 1,
      deriveKey,
      data: { validUntil: now().getTime() + 1e6 },
      hmacSignatureSecret: 'not the secret',
      hmacKeySignatureSecret: 'nor this',
    })
    const invalidProofs = [
      await solve(JSON.stringify(ours)),
      encode({ ...payload, challenge: { ...payload.challenge, parameters: { ...parameters, cost: 1 } } }),
      encode({
        ...payload,
        challenge: { ...payload.challenge, parameters: { ...parameters, data: { validUntil: 9e15 } } },
      }),
      encode({ ...payload, solution: { ...payload.solution, derivedKey: 'ff'.repeat(32) } }),
      encode({ ...payload, solution: { counter: 0, derivedKey: parameters.keyPrefix } }),
      encode({ challenge: null, solution: [] }),
      encode(null),
      challenge,
      '',
      'no base64 at all ☎',
      'A'.repeat(50_000),
    ]
    const startsAt = newStart()
    for (const proof of invalidProofs)
      expect((await hold('198.51.100.6', { startsAt, challenge: proof })).code, proof.slice(0, 40)).toBe(
        'CHALLENGE_REQUIRED',
      )

    const late = await testApp({
      db,
      now: () => new Date(fromNow({ minutes: 21 })),
      config: { bookingChallenge: true },
    })
    await challengeFor('198.51.100.6', late)
    expect((await hold('198.51.100.6', { startsAt, challenge: solved }, late)).code).toBe(
      'CHALLENGE_REQUIRED',
    )
    // The refusals above did not use up the solution.
    expect((await hold('198.51.100.6', { startsAt, challenge: solved })).__typename).toBe('SlotHold')
  })

  test('is not required for one booking that is repeated fifty times', async () => {
    const input = { startsAt: newStart(), idempotencyKey: crypto.randomUUID() }
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => book('198.51.100.7', input)))
    expect(new Set(outcomes.map(({ __typename, token }) => `${__typename} ${token}`)).size).toBe(1)
    expect(outcomes[0]!.__typename).toBe('NewBooking')
  })

  test('counts by /64 network, not by single IPv6 addresses', async () => {
    await times(LIMITS.reserved.withoutProof, (nth) => hold(`2001:db8:1:2::${nth}`, EMPTY_VISIT))
    expect((await hold('2001:db8:1:2:ffff::1', EMPTY_VISIT)).code).toBe('CHALLENGE_REQUIRED')
    expect((await hold('2001:db8:1:3::1', EMPTY_VISIT)).code).toBe('INVALID_INPUT')
  })

  test('is not required when the configuration turns it off', async () => {
    const open = await testApp({ db, config: { rateLimits: true } })
    const outcomes = await times(LIMITS.reserved.max, () => hold('198.51.100.8', EMPTY_VISIT, open))
    expect(new Set(outcomes.map(({ code }) => code))).toEqual(new Set(['INVALID_INPUT']))
  })
})

describe('a limit', () => {
  const move = (clientAddress: string) =>
    sending(MOVE)(clientAddress, { token: 'A'.repeat(43), startsAt: starts[0] })

  test('refuses more bookings than a person makes, names the time of the next attempt, and does not affect other addresses', async () => {
    await times(LIMITS.reserved.max, () => hold('198.51.100.20', EMPTY_VISIT))
    for (const outcome of [
      await hold('198.51.100.20', EMPTY_VISIT),
      await book('198.51.100.20', EMPTY_VISIT),
      await move('198.51.100.20'),
    ]) {
      expect(outcome).toMatchObject({ __typename: 'LimitReachedError', code: 'LIMIT_REACHED' })
      const minutes = (new Date(outcome.retryAt!).getTime() - now().getTime()) / 60_000
      expect(minutes).toBeGreaterThan(8)
      expect(minutes).toBeLessThanOrEqual(LIMITS.reserved.minutes)
    }
    expect((await hold('198.51.100.21', EMPTY_VISIT)).code).toBe('INVALID_INPUT')
  })

  test('allows many moves without a challenge, up to the limit', async () => {
    const outcomes = await times(LIMITS.reserved.max, () => move('198.51.100.22'))
    expect(new Set(outcomes.map(({ code }) => code))).toEqual(new Set(['NOT_FOUND']))
    expect((await move('198.51.100.22')).code).toBe('LIMIT_REACHED')
  })

  test('limits bookings for one mailbox across all addresses', async () => {
    const contact = { ...ERIKA, email: 'Opfer@beispiel.example' }
    const outcomes = await times(LIMITS.mailbox.max, (nth) =>
      book(`203.0.113.${nth}`, { ...EMPTY_VISIT, contact }),
    )
    expect(new Set(outcomes.map(({ code }) => code))).toEqual(new Set(['INVALID_INPUT']))
    const again = { ...contact, email: ' opfer@BEISPIEL.example' }
    expect((await book('203.0.113.100', { ...EMPTY_VISIT, contact: again })).code).toBe('LIMIT_REACHED')
    expect((await book('203.0.113.100', EMPTY_VISIT)).code).toBe('INVALID_INPUT')
  })

  test('does not apply when the configuration turns it off', async () => {
    const open = await testApp({ db })
    const outcomes = await times(2 * LIMITS.reserved.max, () => book('198.51.100.23', EMPTY_VISIT, open))
    expect(new Set(outcomes.map(({ code }) => code))).toEqual(new Set(['INVALID_INPUT']))
  })
})
