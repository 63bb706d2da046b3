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

/** Asks, and keeps the cookies that come with the answer. */
async function asking(at: typeof product, query: string, variables: object, headers: Headers = {}) {
  const response = await at.fetch(query, variables, { headers })
  // Each query selects something else; what came is compared, not computed with.
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
    (await asking(at, BEGIN, { password: PASSWORD }, headers)).outcome.options
  const add = async (response: string, headers: Headers, at = product) =>
    (await asking(at, ADD, { name: 'Telefon', response }, headers)).outcome
  const toSign = async (): Promise<string> => (await asking(product, BEGIN_SIGN_IN, {})).outcome.options
  const enter = (response: string, at = product) => asking(at, SIGN_IN, { response })

  /** Somebody with a passkey. */
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
    const entered = await enter(device.get(await toSign()))
    expect(entered.outcome).toEqual({ __typename: 'StaffSession' })
    expect(await viewer(entered.headers)).toBe(email)
    const alone = await signIn(product, email)
    expect(alone.outcome.message).toContain('passkey')
    expect(alone.headers.cookie).toBe('')
    // The codes that came with it stand in for it, each once.
    expect((await signIn(product, email, { otp: added.codes[0] })).outcome.__typename).toBe('StaffSession')
    expect((await signIn(product, email, { otp: added.codes[0] })).outcome.__typename).toBe('RefusedError')

    const { id } = added.account.passkeys[0]
    const wrong = await asking(product, REMOVE, { id, password: 'falsch' }, headers)
    expect(wrong.outcome.__typename).toBe('RefusedError')
    const removed = await asking(product, REMOVE, { id, password: PASSWORD }, headers)
    expect(removed.outcome.account).toEqual({ recoveryCodesLeft: 0, passkeys: [] })
    expect((await enter(device.get(await toSign()))).outcome.__typename).toBe('RefusedError')
  })

  test('a passkey satisfies a required second factor', async () => {
    const { email } = await newStaff(product)
    const { headers } = await signIn(strict, email)
    expect(await viewer(headers, strict)).toBe(null)
    const device = passkeyDevice(ORIGIN)
    const added = await add(device.create(await begin(headers, strict)), headers, strict)
    expect(added.account.mustEnrol).toBe(false)
    expect(await viewer(headers, strict)).toBe(email)
    expect(await viewer((await enter(device.get(await toSign()), strict)).headers, strict)).toBe(email)
  })

  test('a passkey response is refused when it is repeated or late', async () => {
    const { device, id } = await withPasskey()
    const response = device.get(await toSign())
    const racers = await Promise.all(Array.from({ length: 5 }, () => enter(response)))
    expect(racers.filter(({ outcome }) => outcome.__typename === 'StaffSession')).toHaveLength(1)
    const late = device.get(await toSign())
    offset = 5 * 60_000 + 1_000
    expect((await enter(late)).outcome.__typename).toBe('RefusedError')
    expect(await lastActions(1)).toEqual([
      { action: 'staff.sign-in-failed', detail: { way: 'passkey', staff: id } },
    ])
  })

  test.each([
    ['of another origin', { origin: 'https://termine.exarnple' }],
    ['for another domain', { rpId: 'exarnple' }],
    ['of nobody who was asked', { unverified: true }],
  ] as const)('a signature %s is refused, and so is a passkey that was made so', async (_, lie) => {
    const { device } = await withPasskey()
    expect((await enter(device.get(await toSign(), lie))).outcome).toMatchObject({
      __typename: 'RefusedError',
    })
    const { headers } = await signIn(product, (await newStaff(product)).email)
    const response = passkeyDevice(ORIGIN).create(await begin(headers), lie)
    expect((await add(response, headers)).__typename).toBe('RefusedError')
  })

  test('an unknown challenge, another person’s challenge and another key’s signature are refused', async () => {
    const { device } = await withPasskey()
    const made = JSON.stringify({ challenge: 'x'.repeat(43), rpId: 'termine.example' })
    expect((await enter(device.get(made))).outcome.__typename).toBe('RefusedError')
    const own = JSON.parse(device.get(await toSign()))
    const foreign = JSON.parse((await withPasskey()).device.get(await toSign()))
    const mixed = { ...own, response: foreign.response }
    expect((await enter(JSON.stringify(mixed))).outcome.__typename).toBe('RefusedError')
    for (const nonsense of [
      '',
      'null',
      '{}',
      '{"id":"x","response":{}}',
      `{"id":"${own.id}","response":null}`,
    ])
      expect((await enter(nonsense)).outcome.__typename).toBe('RefusedError')

    // A set-up that one person has begun is not ended by another.
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
    expect((await enter(device.get(await toSign()))).outcome.__typename).toBe('StaffSession')
    expect((await enter(copy.get(await toSign()))).outcome.__typename).toBe('RefusedError')
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
    expect((await enter(device.get(await toSign()))).outcome.__typename).toBe('RefusedError')
  })
})

describe('the city’s own sign-in', async () => {
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
  const joined = await at({})
  const alone = await at({ only: true })
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

  const setOut = async (from = joined) => asking(from, BEGIN, {})
  const comeBack = (query: string, headers: Headers, to = joined) => asking(to, FINISH, { query }, headers)
  /** All the way there and back. */
  async function goThrough(to = joined) {
    const { outcome, headers } = await setOut(to)
    const back = await city.visit(outcome.url)
    return comeBack(back.search.slice(1), headers, to)
  }
  const as = (email: string, more: object = {}) =>
    (city.account = { sub: crypto.randomUUID(), email, email_verified: true, ...more })

  test('staff are matched by verified e-mail address first, by subject afterwards', async () => {
    const { email, id } = await newStaff(product)
    as(email.toUpperCase())
    const { outcome, headers } = await goThrough()
    expect(outcome).toEqual({ __typename: 'StaffSession' })
    // Its second factor is the provider's business.
    expect(await viewer(headers, joined)).toBe(email)
    city.account = { ...city.account, email: 'neuer-name@rathaus.example' }
    expect(await viewer((await goThrough()).headers, joined)).toBe(email)
    // The address has gone to somebody else, who is not let into the first one's account.
    as(email)
    expect((await goThrough()).outcome).toMatchObject({ __typename: 'RefusedError' })
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
    expect((await goThrough()).outcome.message).toContain('not confirmed')
    as(email, { email_verified: undefined })
    expect((await goThrough()).outcome.__typename).toBe('RefusedError')
    as('fremd@anderswo.example')
    expect((await goThrough()).outcome.message).toContain('no account')
    await app.db.prisma.staff.update({ where: { id }, data: { active: false } })
    as(email)
    const out = await goThrough()
    expect(out.outcome.__typename).toBe('RefusedError')
    expect(out.headers.cookie).toBe('')
    // Of strangers the audit keeps nothing.
    expect(await lastActions(1)).toEqual([{ action: 'staff.sign-in-failed', detail: { way: 'provider' } }])
  })

  test('a callback is accepted once, in time, from the same browser and with all parameters', async () => {
    as((await newStaff(product)).email)
    const { outcome, headers } = await setOut()
    const query = (await city.visit(outcome.url)).search.slice(1)
    const refusedBack = async (with_: string, cookies = headers) =>
      expect((await comeBack(with_, cookies)).outcome.__typename).toBe('RefusedError')

    const other = await setOut()
    await refusedBack(query, other.headers)
    // Looked at once by the wrong browser, it is gone for the right one as well.
    await refusedBack(query)

    const fresh = async () => {
      const way = await setOut()
      return { way, params: new URLSearchParams((await city.visit(way.outcome.url)).search) }
    }
    const racing = await fresh()
    const racers = await Promise.all(
      Array.from({ length: 3 }, () => comeBack(racing.params.toString(), racing.way.headers)),
    )
    expect(racers.filter(({ outcome: { __typename } }) => __typename === 'StaffSession')).toHaveLength(1)

    // The code of one way, smuggled into another, fits neither its verifier nor its nonce.
    const [first, second] = [await fresh(), await fresh()]
    second.params.set('code', first.params.get('code')!)
    await refusedBack(second.params.toString(), second.way.headers)
    const strange = await fresh()
    strange.params.set('state', 'x'.repeat(43))
    await refusedBack(strange.params.toString(), strange.way.headers)
    const mixedUp = await fresh()
    mixedUp.params.set('iss', 'https://somebody.example')
    await refusedBack(mixedUp.params.toString(), mixedUp.way.headers)
    const late = await fresh()
    offset = 5 * 60_000 + 1_000
    await refusedBack(late.params.toString(), late.way.headers)
    await refusedBack('error=access_denied', late.way.headers)
  })

  test('a token with another nonce is refused', async () => {
    as((await newStaff(product)).email)
    const { outcome, headers } = await setOut()
    const url = new URL(outcome.url)
    url.searchParams.set('nonce', 'of-somebody-else')
    const query = (await city.visit(url.href)).search.slice(1)
    expect((await comeBack(query, headers)).outcome.__typename).toBe('RefusedError')
  })

  test('OIDC_ROLES creates accounts, changes roles at the next sign-in, and refuses people without a role', async () => {
    const email = 'gesa@rathaus.example'
    as(email, { name: 'Gesa Gruppe', groups: ['amt', 'kantine'] })
    const { headers } = await goThrough(byGroups)
    expect((await byGroups.ask('{ viewer { name email roles } }', {}, { headers })).viewer).toEqual({
      name: 'Gesa Gruppe',
      email,
      roles: ['clerk'],
    })
    city.account = { ...city.account, groups: ['it'] }
    await goThrough(byGroups)
    expect((await byGroups.ask('{ viewer { roles } }', {}, { headers })).viewer.roles).toEqual(['admin'])
    // The last who keeps the people stays that, whatever the provider says.
    await app.db.pool.query(`UPDATE staff SET roles = '{clerk}' WHERE email <> $1`, [email])
    city.account = { ...city.account, groups: ['amt'] }
    await goThrough(byGroups)
    expect((await byGroups.ask('{ viewer { roles } }', {}, { headers })).viewer.roles).toEqual(['admin'])
    city.account = { ...city.account, groups: [] }
    expect((await goThrough(byGroups)).outcome.__typename).toBe('RefusedError')
  })

  test('with OIDC_ONLY passwords, passkeys and links are refused', async () => {
    const { email } = await newStaff(product)
    const locked = await signIn(alone, email)
    expect(locked.outcome).toMatchObject({
      __typename: 'RefusedError',
      message: expect.stringContaining('only'),
    })
    for (const mutation of ['beginPasskeySignIn', `requestPasswordLink(email: "${email}")`])
      expect((await asking(alone, `mutation { ${mutation} { ${OUTCOME} } }`, {})).outcome.__typename).toBe(
        'RefusedError',
      )
    const { outcome: ways } = await asking(alone, '{ signInWays { here provider } }', {})
    expect(ways).toEqual({ here: false, provider: 'Rathaus-Konto' })
    as(email)
    expect(await viewer((await goThrough(alone)).headers, alone)).toBe(email)
  })

  test('an unreachable provider and a missing configuration get a translated answer', async () => {
    expect((await setOut(unreachable)).outcome.message).toContain('does not answer')
    expect((await setOut(product)).outcome).toMatchObject({ __typename: 'RefusedError' })
  })

  test('signing out ends the session here and leads to the provider’s own sign-out', async () => {
    const { email } = await newStaff(product)
    as(email)
    const { headers } = await goThrough()
    const ASK = '{ account { providerSignOutUrl } }'
    const { account } = await joined.ask(ASK, {}, { headers })
    const url = new URL(account.providerSignOutUrl)
    expect(url.origin).toBe(city.issuer)
    const [, claims] = url.searchParams.get('id_token_hint')!.split('.')
    expect(JSON.parse(Buffer.from(claims!, 'base64url').toString()).sub).toBe(city.account.sub)
    expect(await joined.ask('mutation { signOut }', {}, { headers })).toEqual({ signOut: true })
    expect(await viewer(headers, joined)).toBe(null)
    // It asks whether it shall, as it should.
    expect((await fetch(url)).status).toBe(200)
    // Of a session that began here, the provider knows nothing.
    const own = await signIn(joined, (await newStaff(product)).email)
    expect((await joined.ask(ASK, {}, own)).account.providerSignOutUrl).toBe(null)
  })
})

test('an incomplete provider configuration is refused by the names of its variables', () => {
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
