import { expect, test } from 'vitest'
import type { Context } from '../../../api/graphql/core/context.ts'
import { guardSignIn } from '../../../api/graphql/core/rate-limits.ts'
import { LIMITS } from '../../../api/safety/limits.ts'
import { hashPassword } from '../../../api/staff/password/password.ts'
import { testApp } from '../../support/app.ts'
import { now } from '../../support/clock.ts'

const { app, ask } = await testApp({ config: { rateLimits: true } })
const open = await testApp({ db: app.db })

const PASSWORD = 'korrekt Pferd Batterie'
for (const email of ['amt@merseburg.example', 'kollege@merseburg.example'])
  await app.db.prisma.staff.create({
    data: { name: 'Beispiel', email, passwordHash: await hashPassword(PASSWORD), roles: ['clerk'] },
  })

const signIn = async (clientAddress: string, email: string, password: string) =>
  (
    await ask<{ signIn: { __typename: string; retryAt?: string } }>(
      'mutation($input: SignInInput!) { signIn(input: $input) { __typename ... on LimitReachedError { retryAt } } }',
      { input: { email, password } },
      { clientAddress },
    )
  ).signIn

/** Calls the guard without the password check, which takes some tens of milliseconds. */
const attempt = (clientAddress: string, email: string, own = app) =>
  guardSignIn({ app: own, clientAddress, now: own.now() } as Context, email)

test('a few wrong passwords do not block a sign-in', async () => {
  for (const password of ['korrekt', 'Pferd', 'Batterie'])
    expect((await signIn('198.51.100.1', 'kollege@merseburg.example', password)).__typename).toBe(
      'RefusedError',
    )
  expect((await signIn('198.51.100.1', 'kollege@merseburg.example', PASSWORD)).__typename).toBe(
    'StaffSession',
  )
})

test('attempts for one account are limited across addresses; over the limit the right password is refused as well', async () => {
  for (let nth = 0; nth < LIMITS.signInByAccount.max; nth++)
    expect(await attempt(`203.0.113.${nth}`, 'amt@merseburg.example')).toBeNull()
  const limited = await signIn('203.0.113.200', ' AMT@merseburg.example', PASSWORD)
  expect(limited.__typename).toBe('LimitReachedError')
  const minutes = (new Date(limited.retryAt!).getTime() - now().getTime()) / 60_000
  expect(minutes).toBeGreaterThan(10)
  expect(minutes).toBeLessThanOrEqual(LIMITS.signInByAccount.minutes)
  expect((await signIn('203.0.113.200', 'kollege@merseburg.example', PASSWORD)).__typename).toBe(
    'StaffSession',
  )
})

test('attempts of one address are limited across accounts, above the number of staff behind one address', async () => {
  for (let nth = 0; nth < LIMITS.signInByAddress.max; nth++)
    expect(await attempt('198.51.100.2', `konto${nth}@merseburg.example`)).toBeNull()
  expect(await attempt('198.51.100.2', 'noch-eins@merseburg.example')).toMatchObject({
    type: 'LimitReachedError',
  })
  expect(await attempt('198.51.100.3', 'noch-eins@merseburg.example')).toBeNull()
})

test('RATE_LIMITS=off disables the limits', async () => {
  for (let nth = 0; nth < 2 * LIMITS.signInByAddress.max; nth++)
    expect(await attempt('198.51.100.4', 'amt@merseburg.example', open.app)).toBeNull()
})
