import { beforeEach, describe, expect, test } from 'vitest'
import { parseEnv } from '../../../api/env.ts'
import type { ProviderConfig } from '../../../api/kernel/config.ts'
import { testApp } from '../../support/app.ts'
import { now } from '../../support/clock.ts'
import { CLIENT, openIdProvider } from '../../support/openid-provider.ts'
import { type Headers, lastActions, ORIGIN, OUTCOME, run, viewerOf } from './sign-in-fixtures.ts'
import { newStaff, signIn } from './staff-fixtures.ts'

let offset = 0
const clock = { now: () => new Date(now().getTime() + offset) }
const product = await testApp(clock)
const { app } = product
const viewer = (headers: Headers, at = product) => viewerOf(at, headers)

beforeEach(() => {
  offset = 0
})

describe('sign-in by the provider', async () => {
  const city = await openIdProvider(`${ORIGIN}/personal/anmelden/rueckkehr`)
  const provider: ProviderConfig = {
    ...CLIENT,
    issuer: city.issuer,
    name: 'Rathaus-Konto',
    only: false,
    roles: null,
  }
  const at = (more: Partial<ProviderConfig>) =>
    testApp({
      ...clock,
      db: app.db,
      config: { provider: { ...provider, ...more }, secondFactor: 'required' },
    })
  const optional = await at({})
  const providerOnly = await at({ only: true })
  const byGroups = await at({
    roles: {
      claim: 'groups',
      byValue: new Map([
        ['amt', 'clerk'],
        ['it', 'admin'],
      ] as const),
    },
  })
  const unreachable = await at({ issuer: 'http://127.0.0.1:9' })

  const BEGIN = `mutation { beginProviderSignIn { ${OUTCOME} ... on WayToProvider { url } } }`
  const FINISH = `mutation ($query: String!) { finishProviderSignIn(query: $query) { ${OUTCOME} } }`

  const beginAtProvider = async (from = optional) => run(from, BEGIN, {})
  const finishWith = (query: string, headers: Headers, to = optional) => run(to, FINISH, { query }, headers)
  /** Signs in at the provider and returns with its callback. */
  async function signInAtProvider(to = optional) {
    const { outcome, headers } = await beginAtProvider(to)
    const back = await city.visit(outcome.url)
    return finishWith(back.search.slice(1), headers, to)
  }
  const as = (email: string, more: object = {}) =>
    (city.account = { sub: crypto.randomUUID(), email, email_verified: true, ...more })

  test('staff are matched by verified e-mail address first, by subject afterwards', async () => {
    const { email, id } = await newStaff(product)
    as(email.toUpperCase())
    const { outcome, headers } = await signInAtProvider()
    expect(outcome).toEqual({ __typename: 'StaffSession' })
    // The provider is responsible for the second factor.
    expect(await viewer(headers, optional)).toBe(email)
    city.account = { ...city.account, email: 'neuer-name@rathaus.example' }
    expect(await viewer((await signInAtProvider()).headers, optional)).toBe(email)
    // Another subject with the same address gets no access to the account.
    as(email)
    expect((await signInAtProvider()).outcome).toMatchObject({ __typename: 'RefusedError' })
    const { rows } = await app.db.pool.query(`SELECT action FROM audit_entry WHERE actor = $1 ORDER BY id`, [
      `staff:${id}`,
    ])
    expect(rows.map(({ action }) => action)).toEqual([
      'staff.provider-joined',
      'staff.signed-in',
      'staff.signed-in',
    ])
  })

  test('unknown people, unverified addresses and disabled accounts are refused with a reason', async () => {
    const { email, id } = await newStaff(product)
    as(email, { email_verified: false })
    expect((await signInAtProvider()).outcome.message).toContain('not confirmed')
    as(email, { email_verified: undefined })
    expect((await signInAtProvider()).outcome.__typename).toBe('RefusedError')
    as('fremd@anderswo.example')
    expect((await signInAtProvider()).outcome.message).toContain('no account')
    await app.db.prisma.staff.update({ where: { id }, data: { active: false } })
    as(email)
    const disabledAccount = await signInAtProvider()
    expect(disabledAccount.outcome.__typename).toBe('RefusedError')
    expect(disabledAccount.headers.cookie).toBe('')
    // The audit contains no data of unknown people.
    expect(await lastActions(product, 1)).toEqual([
      { action: 'staff.sign-in-failed', detail: { way: 'provider' } },
    ])
  })

  test('a callback is accepted once, in time, from the same browser and with all parameters', async () => {
    as((await newStaff(product)).email)
    const { outcome, headers } = await beginAtProvider()
    const query = (await city.visit(outcome.url)).search.slice(1)
    const refusedBack = async (parameters: string, cookies = headers) =>
      expect((await finishWith(parameters, cookies)).outcome.__typename).toBe('RefusedError')

    const other = await beginAtProvider()
    await refusedBack(query, other.headers)
    // The attempt of the other browser has used up the callback.
    await refusedBack(query)

    const fresh = async () => {
      const begun = await beginAtProvider()
      return { begun, params: new URLSearchParams((await city.visit(begun.outcome.url)).search) }
    }
    const shared = await fresh()
    const attempts = await Promise.all(
      Array.from({ length: 3 }, () => finishWith(shared.params.toString(), shared.begun.headers)),
    )
    expect(attempts.filter(({ outcome: { __typename } }) => __typename === 'StaffSession')).toHaveLength(1)

    // The code of one sign-in does not match the verifier and nonce of another.
    const [first, second] = [await fresh(), await fresh()]
    second.params.set('code', first.params.get('code')!)
    await refusedBack(second.params.toString(), second.begun.headers)
    const otherState = await fresh()
    otherState.params.set('state', 'x'.repeat(43))
    await refusedBack(otherState.params.toString(), otherState.begun.headers)
    const otherIssuer = await fresh()
    otherIssuer.params.set('iss', 'https://somebody.example')
    await refusedBack(otherIssuer.params.toString(), otherIssuer.begun.headers)
    const late = await fresh()
    offset = 5 * 60_000 + 1_000
    await refusedBack(late.params.toString(), late.begun.headers)
    await refusedBack('error=access_denied', late.begun.headers)
  })

  test('a token with another nonce is refused', async () => {
    as((await newStaff(product)).email)
    const { outcome, headers } = await beginAtProvider()
    const url = new URL(outcome.url)
    url.searchParams.set('nonce', 'of-somebody-else')
    const query = (await city.visit(url.href)).search.slice(1)
    expect((await finishWith(query, headers)).outcome.__typename).toBe('RefusedError')
  })

  test('OIDC_ROLES creates accounts, changes roles at the next sign-in, and refuses people without a role', async () => {
    const email = 'gesa@rathaus.example'
    as(email, { name: 'Gesa Gruppe', groups: ['amt', 'kantine'] })
    const { headers } = await signInAtProvider(byGroups)
    expect((await byGroups.ask('{ viewer { name email roles } }', {}, { headers })).viewer).toEqual({
      name: 'Gesa Gruppe',
      email,
      roles: ['clerk'],
    })
    city.account = { ...city.account, groups: ['it'] }
    await signInAtProvider(byGroups)
    expect((await byGroups.ask('{ viewer { roles } }', {}, { headers })).viewer.roles).toEqual(['admin'])
    // The last admin keeps the role, whatever the provider sends.
    await app.db.pool.query(`UPDATE staff SET roles = '{clerk}' WHERE email <> $1`, [email])
    city.account = { ...city.account, groups: ['amt'] }
    await signInAtProvider(byGroups)
    expect((await byGroups.ask('{ viewer { roles } }', {}, { headers })).viewer.roles).toEqual(['admin'])
    city.account = { ...city.account, groups: [] }
    expect((await signInAtProvider(byGroups)).outcome.__typename).toBe('RefusedError')
  })

  test('with OIDC_ONLY passwords, passkeys and links are refused', async () => {
    const { email } = await newStaff(product)
    const locked = await signIn(providerOnly, email)
    expect(locked.outcome).toMatchObject({
      __typename: 'RefusedError',
      message: expect.stringContaining('only'),
    })
    for (const mutation of ['beginPasskeySignIn', `requestPasswordLink(email: "${email}")`])
      expect(
        (await run(providerOnly, `mutation { ${mutation} { ${OUTCOME} } }`, {})).outcome.__typename,
      ).toBe('RefusedError')
    const { outcome: ways } = await run(providerOnly, '{ signInWays { here provider } }', {})
    expect(ways).toEqual({ here: false, provider: 'Rathaus-Konto' })
    as(email)
    expect(await viewer((await signInAtProvider(providerOnly)).headers, providerOnly)).toBe(email)
  })

  test('an unreachable provider and a missing configuration get a translated answer', async () => {
    expect((await beginAtProvider(unreachable)).outcome.message).toContain('does not answer')
    expect((await beginAtProvider(product)).outcome).toMatchObject({ __typename: 'RefusedError' })
  })

  test('signing out ends the session here and leads to the provider’s own sign-out', async () => {
    const { email } = await newStaff(product)
    as(email)
    const { headers } = await signInAtProvider()
    const ASK = '{ account { providerSignOutUrl } }'
    const { account } = await optional.ask(ASK, {}, { headers })
    const url = new URL(account.providerSignOutUrl)
    expect(url.origin).toBe(city.issuer)
    const [, claims] = url.searchParams.get('id_token_hint')!.split('.')
    expect(JSON.parse(Buffer.from(claims!, 'base64url').toString()).sub).toBe(city.account.sub)
    expect(await optional.ask('mutation { signOut }', {}, { headers })).toEqual({ signOut: true })
    expect(await viewer(headers, optional)).toBe(null)
    // The provider answers with its page for confirmation.
    expect((await fetch(url)).status).toBe(200)
    // A session with a password has no sign-out at the provider.
    const own = await signIn(optional, (await newStaff(product)).email)
    expect((await optional.ask(ASK, {}, own)).account.providerSignOutUrl).toBe(null)
  })
})

test('parseEnv refuses an incomplete provider configuration and names the variable', () => {
  const given = { OIDC_ISSUER: 'https://id.example/realm', OIDC_CLIENT_ID: 'x', OIDC_CLIENT_SECRET: 'y' }
  expect(parseEnv({}).provider).toBe(null)
  expect(parseEnv({ ...given, OIDC_ROLES: 'groups: ou=amt=clerk, it=admin' }).provider).toMatchObject({
    name: 'id.example',
    only: false,
    roles: {
      claim: 'groups',
      byValue: new Map([
        ['ou=amt', 'clerk'],
        ['it', 'admin'],
      ]),
    },
  })
  for (const [wrong, name] of [
    [{ OIDC_ISSUER: given.OIDC_ISSUER }, 'OIDC_CLIENT_SECRET'],
    [{ OIDC_ONLY: 'on' }, 'OIDC_ONLY'],
    [{ ...given, OIDC_ISSUER: 'http://id.example' }, 'OIDC_ISSUER'],
    [{ ...given, OIDC_ROLES: 'groups: it=boss' }, 'OIDC_ROLES'],
    [{ ...given, OIDC_ROLES: 'groups' }, 'OIDC_ROLES'],
  ] as const)
    expect(() => parseEnv(wrong)).toThrow(name)
})
