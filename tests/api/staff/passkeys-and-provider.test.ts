import { beforeEach, describe, expect, test } from 'vitest'
import { parseEnv } from '../../../api/env.ts'
import type { ProviderConfig } from '../../../api/kernel/config.ts'
import { testApp } from '../../support/app.ts'
import { now } from '../../support/clock.ts'
import { CLIENT, openIdProvider } from '../../support/openid-provider.ts'
import { passkeyDevice } from '../../support/passkey-device.ts'
import { newStaff, PASSWORD, signIn } from './staff-fixtures.ts'

let offset = 0
const clock = { now: () => new Date(now().getTime() + offset) }
const product = await testApp(clock)
const { app } = product
const strict = await testApp({ ...clock, db: app.db, config: { secondFactor: 'required' } })
const ORIGIN = 'https://termine.example'

beforeEach(() => {
  offset = 0
})

const OUTCOME = '__typename ... on Error { code message(locale: "en") }'
type Headers = Record<string, string>

/** Runs an operation. @returns its outcome and the cookies of the answer */
async function run(at: typeof product, query: string, variables: object, headers: Headers = {}) {
  const response = await at.fetch(query, variables, { headers })
  // The type depends on the query; tests only compare it.
  const { data, errors } = (await response.json()) as { data: Record<string, any>; errors?: unknown }
  if (errors) throw new Error(JSON.stringify(errors))
  const set = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]!)
  const cookie = set.filter((one) => !one.endsWith('=')).join('; ')
  return { outcome: Object.values(data)[0], headers: { cookie } }
}
const viewer = async (headers: Headers, at = product) =>
  (await at.ask('{ viewer { email } }', {}, { headers })).viewer?.email ?? null
const lastActions = async (most: number) => {
  const { rows } = await app.db.pool.query<{ action: string; detail: object }>(
    'SELECT action, detail FROM audit_entry ORDER BY id DESC LIMIT $1',
    [most],
  )
  return rows.reverse()
}

describe('passkeys', () => {
  const BEGIN = `mutation ($password: String) { beginPasskey(password: $password) { ${OUTCOME} ... on PasskeyOptions { options } } }`
  const ADD = `mutation ($name: String!, $response: String!) { addPasskey(name: $name, response: $response) {
    ${OUTCOME} ... on AddedPasskey { codes account { mustEnrol passkeys { id name lastUsedAt } } } } }`
  const REMOVE = `mutation ($id: ID!, $password: String!) { removePasskey(id: $id, password: $password) { ${OUTCOME}
    ... on UpdatedAccount { account { recoveryCodesLeft passkeys { id } } } } }`
  const BEGIN_SIGN_IN = `mutation { beginPasskeySignIn { ${OUTCOME} ... on PasskeyOptions { options } } }`
  const SIGN_IN = `mutation ($response: String!) { signInWithPasskey(response: $response) { ${OUTCOME} } }`

  const begin = async (headers: Headers, at = product): Promise<string> =>
    (await run(at, BEGIN, { password: PASSWORD }, headers)).outcome.options
  const add = async (response: string, headers: Headers, at = product) =>
    (await run(at, ADD, { name: 'Telefon', response }, headers)).outcome
  const signInOptions = async (): Promise<string> => (await run(product, BEGIN_SIGN_IN, {})).outcome.options
  const signInByPasskey = (response: string, at = product) => run(at, SIGN_IN, { response })

  /** A member of staff with a passkey. */
  async function withPasskey() {
    const { id, email } = await newStaff(product)
    const { headers } = await signIn(product, email)
    const device = passkeyDevice(ORIGIN)
    const added = await add(device.create(await begin(headers)), headers)
    return { id, email, headers, device, added }
  }

  test('a passkey signs in by itself, and the password alone is no longer enough', async () => {
    const { email, device, added, headers } = await withPasskey()
    expect(added.codes).toHaveLength(10)
    expect(added.account.passkeys).toEqual([{ id: expect.any(String), name: 'Telefon', lastUsedAt: null }])
    const signedIn = await signInByPasskey(device.get(await signInOptions()))
    expect(signedIn.outcome).toEqual({ __typename: 'StaffSession' })
    expect(await viewer(signedIn.headers)).toBe(email)
    const passwordOnly = await signIn(product, email)
    expect(passwordOnly.outcome.message).toContain('passkey')
    expect(passwordOnly.headers.cookie).toBe('')
    // A recovery code replaces the passkey once.
    expect((await signIn(product, email, { otp: added.codes[0] })).outcome.__typename).toBe('StaffSession')
    expect((await signIn(product, email, { otp: added.codes[0] })).outcome.__typename).toBe('RefusedError')

    const { id } = added.account.passkeys[0]
    const wrong = await run(product, REMOVE, { id, password: 'falsch' }, headers)
    expect(wrong.outcome.__typename).toBe('RefusedError')
    const removed = await run(product, REMOVE, { id, password: PASSWORD }, headers)
    expect(removed.outcome.account).toEqual({ recoveryCodesLeft: 0, passkeys: [] })
    expect((await signInByPasskey(device.get(await signInOptions()))).outcome.__typename).toBe('RefusedError')
  })

  test('a passkey satisfies a required second factor', async () => {
    const { email } = await newStaff(product)
    const { headers } = await signIn(strict, email)
    expect(await viewer(headers, strict)).toBe(null)
    const device = passkeyDevice(ORIGIN)
    const added = await add(device.create(await begin(headers, strict)), headers, strict)
    expect(added.account.mustEnrol).toBe(false)
    expect(await viewer(headers, strict)).toBe(email)
    expect(
      await viewer((await signInByPasskey(device.get(await signInOptions()), strict)).headers, strict),
    ).toBe(email)
  })

  test('a passkey response is refused when it is repeated or late', async () => {
    const { device, id } = await withPasskey()
    const response = device.get(await signInOptions())
    const attempts = await Promise.all(Array.from({ length: 5 }, () => signInByPasskey(response)))
    expect(attempts.filter(({ outcome }) => outcome.__typename === 'StaffSession')).toHaveLength(1)
    const late = device.get(await signInOptions())
    offset = 5 * 60_000 + 1_000
    expect((await signInByPasskey(late)).outcome.__typename).toBe('RefusedError')
    expect(await lastActions(1)).toEqual([
      { action: 'staff.sign-in-failed', detail: { way: 'passkey', staff: id } },
    ])
  })

  test.each([
    ['of another origin', { origin: 'https://termine.exarnple' }],
    ['for another domain', { rpId: 'exarnple' }],
    ['without user verification', { unverified: true }],
  ] as const)(
    'a signature %s is refused, at the sign-in and at the set-up of a passkey',
    async (_, forgery) => {
      const { device } = await withPasskey()
      expect((await signInByPasskey(device.get(await signInOptions(), forgery))).outcome).toMatchObject({
        __typename: 'RefusedError',
      })
      const { headers } = await signIn(product, (await newStaff(product)).email)
      const response = passkeyDevice(ORIGIN).create(await begin(headers), forgery)
      expect((await add(response, headers)).__typename).toBe('RefusedError')
    },
  )

  test('an unknown challenge, another person’s challenge and another key’s signature are refused', async () => {
    const { device } = await withPasskey()
    const unknownChallenge = JSON.stringify({ challenge: 'x'.repeat(43), rpId: 'termine.example' })
    expect((await signInByPasskey(device.get(unknownChallenge))).outcome.__typename).toBe('RefusedError')
    const own = JSON.parse(device.get(await signInOptions()))
    const foreign = JSON.parse((await withPasskey()).device.get(await signInOptions()))
    const mixed = { ...own, response: foreign.response }
    expect((await signInByPasskey(JSON.stringify(mixed))).outcome.__typename).toBe('RefusedError')
    for (const nonsense of [
      '',
      'null',
      '{}',
      '{"id":"x","response":{}}',
      `{"id":"${own.id}","response":null}`,
    ])
      expect((await signInByPasskey(nonsense)).outcome.__typename).toBe('RefusedError')

    // One person cannot complete the set-up that another has begun.
    const [one, two] = [await newStaff(product), await newStaff(product)]
    const options = await begin((await signIn(product, one.email)).headers)
    const answer = await add(
      passkeyDevice(ORIGIN).create(options),
      (await signIn(product, two.email)).headers,
    )
    expect(answer.__typename).toBe('RefusedError')
  })

  test('a copied passkey with a lower counter is refused and written to the audit', async () => {
    const { device, id } = await withPasskey()
    const copy = device.copy()
    expect((await signInByPasskey(device.get(await signInOptions()))).outcome.__typename).toBe('StaffSession')
    expect((await signInByPasskey(copy.get(await signInOptions()))).outcome.__typename).toBe('RefusedError')
    expect(await lastActions(2)).toEqual([
      { action: 'staff.passkey-copied', detail: { staff: id } },
      { action: 'staff.sign-in-failed', detail: { way: 'passkey', staff: id } },
    ])
  })

  test('a disabled account cannot sign in by passkey; a passkey can be registered once', async () => {
    const { device, id, headers } = await withPasskey()
    const again = await add(device.create(await begin(headers)), headers)
    expect(again.message).toBe('This passkey is set up already.')
    await app.db.prisma.staff.update({ where: { id }, data: { active: false } })
    expect((await signInByPasskey(device.get(await signInOptions()))).outcome.__typename).toBe('RefusedError')
  })
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
    expect(await lastActions(1)).toEqual([{ action: 'staff.sign-in-failed', detail: { way: 'provider' } }])
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
