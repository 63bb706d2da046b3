import { beforeEach, describe, expect, test } from 'vitest'
import { testApp } from '../../support/app.ts'
import { now } from '../../support/clock.ts'
import { passkeyDevice } from '../../support/passkey-device.ts'
import { type Headers, lastActions, ORIGIN, OUTCOME, run, viewerOf } from './sign-in-fixtures.ts'
import { newStaff, PASSWORD, signIn } from './staff-fixtures.ts'

let offset = 0
const clock = { now: () => new Date(now().getTime() + offset) }
const product = await testApp(clock)
const { app } = product
const strict = await testApp({ ...clock, db: app.db, config: { secondFactor: 'required' } })
const viewer = (headers: Headers, at = product) => viewerOf(at, headers)

beforeEach(() => {
  offset = 0
})

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
    expect(await lastActions(product, 1)).toEqual([
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
    expect(await lastActions(product, 2)).toEqual([
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
