import { expect, test } from 'vitest'
import { testApp, type TestApp } from '../../support/app.ts'
import { authenticatorApp } from '../../support/authenticator-app.ts'
import { newStaff, PASSWORD, signIn } from './staff-fixtures.ts'

let now = Date.UTC(2026, 10, 24, 9)
const clock = { now: () => new Date(now) }
const product = await testApp(clock)
const strict = await testApp({ ...clock, db: product.app.db, config: { secondFactor: 'required' } })

const OUTCOME = '__typename ... on Error { code message(locale: "en") }'
const BEGIN = `mutation ($password: String) { beginAuthenticator(password: $password) {
  ${OUTCOME} ... on AuthenticatorSetup { secret uri } } }`
const CONFIRM = `mutation ($otp: String!) { confirmAuthenticator(otp: $otp) { ${OUTCOME} ... on NewRecoveryCodes { codes } } }`
const REMOVE = `mutation ($password: String!) { removeAuthenticator(password: $password) {
  ${OUTCOME} ... on UpdatedAccount { account { mustEnrol authenticatorSince recoveryCodesLeft } } } }`
const RENEW = `mutation ($password: String!) { renewRecoveryCodes(password: $password) {
  ${OUTCOME} ... on NewRecoveryCodes { codes } } }`
const CHANGE = `mutation ($input: ChangePasswordInput!) { changePassword(input: $input) {
  ${OUTCOME} ... on InvalidInputError { fields { field message(locale: "en") } } } }`
const ACCOUNT = '{ account { mustEnrol authenticatorSince recoveryCodesLeft staff { email } } }'

const later = (seconds: number) => (now += seconds * 1000)

/** A member of staff with an authenticator app, set up a minute ago. */
async function withApp(at: TestApp = product) {
  const { id, email } = await newStaff(product)
  const { headers } = await signIn(at, email)
  const { beginAuthenticator: setup } = await at.ask(BEGIN, { password: PASSWORD }, { headers })
  const phone = authenticatorApp(setup.secret)
  const { confirmAuthenticator } = await at.ask(CONFIRM, { otp: phone.at(clock.now()) }, { headers })
  later(60)
  return {
    id,
    email,
    headers,
    codes: confirmAuthenticator.codes as string[],
    otp: () => phone.at(clock.now()),
  }
}

test('an authenticator becomes active with its first one-time password; then the password alone is not enough', async () => {
  const { email } = await newStaff(product)
  const { headers } = await signIn(product, email)
  const wrong = await product.ask(BEGIN, { password: 'falsch' }, { headers })
  expect(wrong.beginAuthenticator).toMatchObject({ __typename: 'RefusedError', code: 'NOT_ALLOWED' })
  const { beginAuthenticator: setup } = await product.ask(BEGIN, { password: PASSWORD }, { headers })
  expect(setup.uri).toContain(setup.secret)
  // An unconfirmed app is not required, because it might not work.
  expect((await signIn(product, email)).outcome.__typename).toBe('StaffSession')
  const phone = authenticatorApp(setup.secret)
  const mistyped = await product.ask(CONFIRM, { otp: '000000' }, { headers })
  expect(mistyped.confirmAuthenticator.__typename).toBe('RefusedError')
  const { confirmAuthenticator } = await product.ask(CONFIRM, { otp: phone.at(clock.now()) }, { headers })
  expect(confirmAuthenticator.codes).toHaveLength(10)
  expect((await product.ask(ACCOUNT, {}, { headers })).account).toEqual({
    mustEnrol: false,
    authenticatorSince: '2026-11-24T09:00:00Z',
    recoveryCodesLeft: 10,
    staff: { email },
  })

  later(60)
  const passwordOnly = await signIn(product, email)
  expect(passwordOnly).toMatchObject({
    outcome: { __typename: 'RefusedError', message: expect.stringContaining('code from your app') },
    headers: { cookie: '' },
  })
  expect((await signIn(product, email, { otp: '000000' })).outcome.__typename).toBe('RefusedError')
  // Without the right password the answer does not reveal the app.
  const guess = await signIn(product, email, { password: 'falsch', otp: phone.at(clock.now()) })
  expect(guess.outcome).toEqual((await signIn(product, 'niemand@rathaus.example')).outcome)
  expect((await signIn(product, email, { otp: ` ${phone.at(clock.now())}` })).outcome.__typename).toBe(
    'StaffSession',
  )
})

test('a one-time password is accepted once, also in ten simultaneous requests', async () => {
  const { email, otp } = await withApp()
  const attempts = await Promise.all(Array.from({ length: 10 }, () => signIn(product, email, { otp: otp() })))
  expect(attempts.filter(({ outcome }) => outcome.__typename === 'StaffSession')).toHaveLength(1)
  const earlier = otp()
  later(30)
  expect((await signIn(product, email, { otp: otp() })).outcome.__typename).toBe('StaffSession')
  // This code is still within the time window, but older than the last used one.
  expect((await signIn(product, email, { otp: earlier })).outcome.__typename).toBe('RefusedError')
})

test('a recovery code is accepted once', async () => {
  const { email, codes, headers } = await withApp()
  const typed = codes[3]!.toLowerCase().replaceAll('-', ' ')
  const attempts = await Promise.all(Array.from({ length: 5 }, () => signIn(product, email, { otp: typed })))
  expect(attempts.filter(({ outcome }) => outcome.__typename === 'StaffSession')).toHaveLength(1)
  expect((await signIn(product, email, { otp: codes[3]! })).outcome.__typename).toBe('RefusedError')
  expect((await product.ask(ACCOUNT, {}, { headers })).account.recoveryCodesLeft).toBe(9)

  const { renewRecoveryCodes } = await product.ask(RENEW, { password: PASSWORD }, { headers })
  expect(renewRecoveryCodes.codes).toHaveLength(10)
  expect((await signIn(product, email, { otp: codes[4]! })).outcome.__typename).toBe('RefusedError')
  expect((await signIn(product, email, { otp: renewRecoveryCodes.codes[4] })).outcome.__typename).toBe(
    'StaffSession',
  )
})

test('the database contains neither authenticator secrets nor recovery codes in plain text', async () => {
  const { id, codes } = await withApp()
  const { rows } = await product.app.db.pool.query(
    `SELECT encode(secret, 'escape') || (SELECT string_agg(encode(code_hash, 'escape'), ' ') FROM recovery_code WHERE staff_id = $1) AS kept
       FROM authenticator WHERE staff_id = $1`,
    [id],
  )
  for (const code of codes) expect(rows[0].kept).not.toContain(code.replaceAll('-', ''))
})

test('with a required second factor, a session may set it up and do nothing else', async () => {
  const { email } = await newStaff(product, { roles: ['admin'] })
  const { headers } = await signIn(strict, email)
  const day = { from: '2026-11-24', to: '2026-11-24' }
  const BOOKINGS = 'query ($from: Date!, $to: Date!) { bookings(from: $from, to: $to) { id } }'
  expect(await strict.ask('{ viewer { id } account { mustEnrol } }', {}, { headers })).toEqual({
    viewer: null,
    account: { mustEnrol: true },
  })
  await expect(strict.ask(BOOKINGS, day, { headers })).rejects.toThrow('SECOND_FACTOR_MISSING')
  const cancel = await strict.ask(
    'mutation { cancelBookings(input: { bookingIds: [], reason: "x" }) { __typename ... on Error { message(locale: "en") } } }',
    {},
    { headers },
  )
  expect(cancel.cancelBookings).toEqual({
    __typename: 'RefusedError',
    message: 'Please set up your second factor first.',
  })
  expect((await strict.ask(RENEW, { password: PASSWORD }, { headers })).renewRecoveryCodes.__typename).toBe(
    'RefusedError',
  )

  // The password was typed a moment ago.
  const { beginAuthenticator: setup } = await strict.ask(BEGIN, {}, { headers })
  await strict.ask(CONFIRM, { otp: authenticatorApp(setup.secret).at(clock.now()) }, { headers })
  expect(await strict.ask(BOOKINGS, day, { headers })).toEqual({ bookings: [] })
  const { viewer } = await strict.ask('{ viewer { email } }', {}, { headers })
  expect(viewer).toEqual({ email })

  // After the removal of the app, access is refused until a new one is set up.
  const { removeAuthenticator } = await strict.ask(REMOVE, { password: PASSWORD }, { headers })
  expect(removeAuthenticator.account).toEqual({
    mustEnrol: true,
    authenticatorSince: null,
    recoveryCodesLeft: 0,
  })
  await expect(strict.ask(BOOKINGS, day, { headers })).rejects.toThrow('SECOND_FACTOR_MISSING')
})

test('beginning a new set-up does not replace an active authenticator', async () => {
  const { email, headers, otp } = await withApp()
  const { beginAuthenticator } = await product.ask(BEGIN, { password: PASSWORD }, { headers })
  expect(beginAuthenticator.__typename).toBe('RefusedError')
  expect((await signIn(product, email, { otp: otp() })).outcome.__typename).toBe('StaffSession')
})

test('changing the password needs the old one and twelve characters, and ends all other sessions', async () => {
  const { id, email } = await newStaff(product)
  const [here, elsewhere] = [await signIn(product, email), await signIn(product, email)]
  const change = async (oldPassword: string, newPassword: string) =>
    (await product.ask(CHANGE, { input: { oldPassword, newPassword } }, here)).changePassword
  expect(await change('falsch', 'zwölf Zeichen')).toMatchObject({ __typename: 'RefusedError' })
  expect(await change(PASSWORD, 'elf Zeichen')).toMatchObject({
    fields: [{ field: 'newPassword', message: 'Please use at least 12 characters.' }],
  })
  expect(await change(PASSWORD, 'x'.repeat(1001))).toMatchObject({ __typename: 'InvalidInputError' })
  const password = 'größer als 🔑 vorher'
  expect(await change(PASSWORD, password)).toEqual({ __typename: 'UpdatedAccount' })
  const viewer = async (headers: Record<string, string>) =>
    (await product.ask('{ viewer { email } }', {}, { headers })).viewer
  expect(await viewer(here.headers)).toEqual({ email })
  expect(await viewer(elsewhere.headers)).toBe(null)
  expect((await signIn(product, email)).outcome.__typename).toBe('RefusedError')
  expect((await signIn(product, email, { password })).outcome.__typename).toBe('StaffSession')
  const { rows } = await product.app.db.pool.query(
    `SELECT action FROM audit_entry WHERE actor = $1 AND action <> 'staff.signed-in'`,
    [`staff:${id}`],
  )
  expect(rows).toEqual([{ action: 'staff.password-changed' }])
})
