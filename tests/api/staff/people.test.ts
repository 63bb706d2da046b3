import { beforeEach, expect, test } from 'vitest'
import { deliverDue } from '../../../api/notification/outbox/deliver.ts'
import { mailChannel } from '../../../api/notification/transport/mail-channel.ts'
import type { Mail } from '../../../api/notification/mail.ts'
import { senderOf } from '../../../api/notification/sender.ts'
import { testApp } from '../../support/app.ts'
import { now, today } from '../../support/clock.ts'
import { bestAgainstOneSecond } from '../../support/best-of.ts'
import { authenticatorApp } from '../../support/authenticator-app.ts'
import { subscribe } from '../../support/events.ts'
import { newStaff, PASSWORD, signIn } from './staff-fixtures.ts'

let offset = 0
const product = await testApp({ now: () => new Date(now().getTime() + offset) })
const strict = await testApp({ db: product.app.db, config: { secondFactor: 'required' } })
/** Another process on the same database. */
const other = await testApp({ db: product.app.db })
const { app, ask } = product

const OUTCOME = `__typename ... on Error { code message(locale: "en") }
  ... on InvalidInputError { fields { field message(locale: "en") } }`
const PERSON = `id version name email roles state hasAuthenticator passkeyCount lastSignedInAt linkExpiresAt departments { id }`
const UPDATED = `{ ${OUTCOME} ... on UpdatedPerson { person { ${PERSON} } } }`
const INVITE = `mutation ($input: InviteStaffInput!) { inviteStaff(input: $input) ${UPDATED} }`
const CHANGE = `mutation ($input: ChangeStaffInput!) { changeStaff(input: $input) { ${OUTCOME}
  ... on UpdatedPerson { person { ${PERSON} } } ... on PersonConflictError { person { ${PERSON} } } } }`
const about = (verb: string) => `mutation ($id: ID!) { ${verb}(id: $id) ${UPDATED} }`
const REMOVE = `mutation ($id: ID!) { removeStaff(id: $id) { __typename ... on Error { code } ... on RemovedPerson { name } } }`
const LINK = 'query ($token: String!) { staffLink(token: $token) { name email invites expiresAt } }'
const CHOOSE_PASSWORD = `mutation ($token: String!, $password: String!) { choosePassword(token: $token, password: $password) {
  ${OUTCOME} ... on PasswordChosen { email } } }`
const REQUEST_LINK = `mutation ($email: String!) { requestPasswordLink(email: $email) {
  ${OUTCOME} ... on PasswordLinkRequested { email } } }`
const NEW_PASSWORD = 'ein langes neues Wort'

const admin = await newStaff(product, { roles: ['admin'] })
const { headers } = await signIn(product, admin.email)
const asAdmin = { headers }

/** Delivers due messages. @returns the mails that were sent */
async function sentMails(sender = senderOf(app)): Promise<Mail[]> {
  const sent: Mail[] = []
  const transport = { send: async (mail: Mail) => void sent.push(mail), close: () => {} }
  const channel = mailChannel({ db: app.db, transport, config: sender })
  const log = { info: () => {}, warn: () => {}, error: () => {} }
  await deliverDue({ db: app.db, channel, now: () => app.now(), log, concurrency: 1 })
  return sent
}
const tokenIn = ({ text }: Mail): string => /\/personal\/passwort\/([\w-]{43})\s/.exec(text)![1]!

const actions = async (staffId: string) => {
  const { rows } = await app.db.pool.query<{ actor: string; action: string }>(
    `SELECT actor, action FROM audit_entry WHERE detail->>'staff' = $1 OR actor = 'staff:' || $1 ORDER BY id`,
    [staffId],
  )
  return rows.map(({ actor, action }) => `${actor.split(':')[0]} ${action}`)
}

let people = 0
const newPerson = () => ({
  name: 'Nele Neu',
  email: `Nele${++people}@Rathaus.example`,
  roles: ['CLERK'],
  departmentIds: ['wohngeld'],
})
const invite = async (input = newPerson()) => (await ask(INVITE, { input }, asAdmin)).inviteStaff

beforeEach(() => {
  offset = 0
})

test('an invitation by mail sets a password once, and the person signs in', async () => {
  const { person } = await invite()
  expect(person).toMatchObject({ state: 'INVITED', roles: ['CLERK'], departments: [{ id: 'wohngeld' }] })
  const [mail] = await sentMails()
  expect(mail!.to).toEqual({ name: 'Nele Neu', address: person.email })
  const token = tokenIn(mail!)
  // A mail scanner that opens the link does not use it up.
  for (let times = 0; times < 3; times++)
    expect((await ask(LINK, { token })).staffLink).toMatchObject({ name: 'Nele Neu', invites: true })
  const { rows } = await app.db.pool.query(
    'SELECT row_to_json(l)::text AS row FROM staff_link l WHERE staff_id = $1',
    [person.id],
  )
  expect(rows[0].row).not.toContain(token)

  const choose = async (password: string, linkToken = token) =>
    (await ask(CHOOSE_PASSWORD, { token: linkToken, password })).choosePassword
  expect(await choose('zu kurz')).toMatchObject({ fields: [{ field: 'password' }] })
  expect(await choose(NEW_PASSWORD, 'x'.repeat(43))).toMatchObject({
    __typename: 'RefusedError',
    code: 'NOT_FOUND',
  })
  const attempts = await Promise.all(Array.from({ length: 4 }, () => choose(NEW_PASSWORD)))
  expect(attempts.map(({ __typename }) => __typename).toSorted()).toEqual([
    'PasswordChosen',
    ...Array(3).fill('RefusedError'),
  ])
  expect((await ask(LINK, { token })).staffLink).toBe(null)

  const nele = await signIn(strict, person.email, { password: NEW_PASSWORD })
  // The sign-in continues with the second factor where one is required.
  expect(await strict.ask('{ account { mustEnrol } viewer { id } }', {}, nele)).toEqual({
    account: { mustEnrol: true },
    viewer: null,
  })
  const { person: now } = await ask(
    `query ($id: ID!) { person(id: $id) { ${PERSON} } }`,
    { id: person.id },
    asAdmin,
  )
  expect(now).toMatchObject({ state: 'ACTIVE', lastSignedInAt: expect.any(String), linkExpiresAt: null })
  expect(await actions(person.id)).toEqual([
    'staff staff.invited',
    'staff staff.password-chosen',
    'staff staff.signed-in',
  ])
})

test('an invitation expires after a week; a newer link invalidates the older one, and only the newest is sent', async () => {
  const { person } = await invite()
  const first = tokenIn((await sentMails())[0]!)
  offset = 7 * 86_400_000 + 1_000
  expect((await ask(LINK, { token: first })).staffLink).toBe(null)
  const late = await ask(CHOOSE_PASSWORD, { token: first, password: NEW_PASSWORD })
  expect(late.choosePassword.code).toBe('NOT_FOUND')

  const adminAgain = await signIn(product, admin.email)
  for (let times = 0; times < 2; times++)
    expect((await ask(about('sendStaffLink'), { id: person.id }, adminAgain)).sendStaffLink.__typename).toBe(
      'UpdatedPerson',
    )
  const mails = await sentMails()
  expect(mails).toHaveLength(1)
  expect((await ask(LINK, { token: tokenIn(mails[0]!) })).staffLink.invites).toBe(true)
})

test('with OIDC_ONLY an invitation leads to the sign-in page and sets no password', async () => {
  await sentMails()
  const { person } = await invite()
  const sender = { ...senderOf(app), onlyByProvider: true }
  const [mail] = await sentMails(sender)
  expect(mail!.to.address).toBe(person.email)
  expect(mail!.text).toContain('https://termine.example/personal/anmelden')
  expect(mail!.text).not.toContain('/personal/passwort/')
})

test('inviteStaff returns all invalid fields, and refuses the e-mail address of another account', async () => {
  const given = { name: ' ', email: 'kein at', roles: [], departmentIds: ['gibt-es-nicht'] }
  const { fields } = await invite(given as never)
  expect(fields.map(({ field }: any) => field)).toEqual(['email', 'name', 'roles', 'departmentIds'])
  const { person } = await invite()
  const again = await invite({ ...newPerson(), email: person.email.toUpperCase() })
  expect(again.fields).toEqual([{ field: 'email', message: 'Somebody signs in with this address already.' }])
  // A name is stored as typed, also one that looks like a formula.
  const name = `=1+1 ${'محمد '.repeat(30)}`.trim()
  expect((await invite({ ...newPerson(), name })).person.name).toBe(name)
  expect((await invite({ ...newPerson(), name: 'x'.repeat(201) })).fields[0].field).toBe('name')
})

test('requestPasswordLink answers the same for every address, and mails a link to active accounts only', async () => {
  const anna = await newStaff(product)
  const disabledPerson = await newStaff(product)
  await ask(about('disableStaff'), { id: disabledPerson.id }, asAdmin)
  const { headers: session } = await signIn(product, anna.email)
  await sentMails()
  const answers = []
  for (const email of [anna.email.toUpperCase(), disabledPerson.email, 'niemand@rathaus.example'])
    answers.push((await ask(REQUEST_LINK, { email })).requestPasswordLink)
  expect(answers.map(({ __typename }) => __typename)).toEqual(Array(3).fill('PasswordLinkRequested'))
  const mails = await sentMails()
  expect(mails.map(({ to }) => to.address)).toEqual([anna.email])
  // The audit contains no data of unknown people.
  const { rows } = await app.db.pool.query(
    `SELECT detail FROM audit_entry WHERE action = 'staff.link-requested'`,
  )
  expect(rows.map(({ detail }) => detail?.staff)).toEqual([anna.id, undefined, undefined])

  const token = tokenIn(mails[0]!)
  expect((await ask(LINK, { token })).staffLink.invites).toBe(false)
  // The request alone does not end sessions.
  expect((await ask('{ viewer { id } }', {}, { headers: session })).viewer.id).toBe(anna.id)
  await ask(CHOOSE_PASSWORD, { token, password: NEW_PASSWORD })
  expect((await ask('{ viewer { id } }', {}, { headers: session })).viewer).toBe(null)
  expect((await signIn(product, anna.email)).outcome.__typename).toBe('RefusedError')
  expect((await signIn(product, anna.email, { password: NEW_PASSWORD })).outcome.__typename).toBe(
    'StaffSession',
  )
})

const CHANGED =
  'subscription Live($from: Date!, $to: Date!) { bookingsChanged(from: $from, to: $to) { bookings { id } } }'
const day = today()

/** Opens a stream in another process and acts. @returns how the stream ended, and after how many milliseconds */
async function endOf(reader: Record<string, string>, act: () => Promise<unknown>) {
  const live = await subscribe<any>(other, CHANGED, { from: day, to: day }, reader)
  await live.next()
  const end = live.next().then(
    ({ done }: any) => (done ? 'done' : 'an event'),
    (error: Error) => error.message,
  )
  const from = performance.now()
  await act()
  return { how: await end, ms: performance.now() - from }
}

test('disableStaff ends sessions and streams within a second; after enableStaff the person can sign in again', async () => {
  let bert!: Awaited<ReturnType<typeof newStaff>>
  let session!: Record<string, string>
  const best = await bestAgainstOneSecond(async () => {
    bert = await newStaff(product)
    session = (await signIn(product, bert.email)).headers
    const { how, ms } = await endOf(session, async () => {
      const { disableStaff } = await ask(about('disableStaff'), { id: bert.id }, asAdmin)
      expect(disableStaff.person.state).toBe('DISABLED')
    })
    expect(how).toContain('UNAUTHENTICATED')
    return ms
  })
  expect(best).toBeLessThan(1_000)
  expect((await ask('{ viewer { id } }', {}, { headers: session })).viewer).toBe(null)
  expect((await signIn(product, bert.email)).outcome).toEqual((await signIn(product, 'x@y.example')).outcome)
  await ask(about('enableStaff'), { id: bert.id }, asAdmin)
  expect((await ask('{ viewer { id } }', {}, { headers: session })).viewer).toBe(null)
  expect((await signIn(product, bert.email)).outcome.__typename).toBe('StaffSession')
})

test('changeStaff ends streams within a second when the new roles do not allow them', async () => {
  const rights = { name: 'Cora Cäsar', roles: ['EDITOR', 'PLANNER'], departmentIds: ['standesamt'] }
  let input!: typeof rights & { id: string; version: number }
  let session!: Record<string, string>
  const best = await bestAgainstOneSecond(async () => {
    const cora = await newStaff(product)
    session = (await signIn(product, cora.email)).headers
    input = { id: cora.id, version: 1, ...rights }
    const { how, ms } = await endOf(session, () => ask(CHANGE, { input }, asAdmin))
    expect(how).toContain('FORBIDDEN')
    return ms
  })
  expect(best).toBeLessThan(1_000)
  expect((await ask('{ viewer { name roles } }', {}, { headers: session })).viewer).toEqual({
    name: 'Cora Cäsar',
    roles: ['planner', 'editor'],
  })
  const none = await ask(CHANGE, { input: { ...input, departmentIds: [] } }, asAdmin)
  expect(none.changeStaff.fields[0].field).toBe('departmentIds')
  const unknownPerson = await ask(CHANGE, { input: { ...input, id: crypto.randomUUID() } }, asAdmin)
  expect(unknownPerson.changeStaff.code).toBe('NOT_FOUND')
})

test('the second of two admins who change the same person receives a conflict with the current state', async () => {
  const second = await newStaff(product, { roles: ['admin'] })
  const asSecond = await signIn(product, second.email)
  const dina = await newStaff(product)
  const change = (name: string, version: number) => ({
    input: { id: dina.id, version, name, roles: ['CLERK'], departmentIds: ['wohngeld'] },
  })
  const outcomes = await Promise.all([
    ask(CHANGE, change('Dina Erste', 1), asAdmin),
    ask(CHANGE, change('Dina Zweite', 1), { headers: asSecond.headers }),
  ])
  const done = outcomes.map(({ changeStaff }) => changeStaff)
  const kept = done.find(({ __typename }) => __typename === 'UpdatedPerson')!
  expect(done.find(({ __typename }) => __typename === 'PersonConflictError')).toEqual({
    __typename: 'PersonConflictError',
    code: 'VERSION_CONFLICT',
    message: 'Somebody else has just changed these details.',
    person: kept.person,
  })
  expect(kept.person.version).toBe(2)
  const { changeStaff: again } = await ask(CHANGE, change('Dina Dritte', 2), asAdmin)
  expect(again.person).toMatchObject({ name: 'Dina Dritte', version: 3 })
  await ask(about('disableStaff'), { id: second.id }, asAdmin)
})

test('resetting a lost second factor also ends the person’s sessions', async () => {
  const dora = await newStaff(product)
  const { headers: session } = await signIn(product, dora.email)
  const { beginAuthenticator: setup } = await ask(
    'mutation ($p: String!) { beginAuthenticator(password: $p) { ... on AuthenticatorSetup { secret } } }',
    { p: PASSWORD },
    { headers: session },
  )
  await ask(
    'mutation ($otp: String!) { confirmAuthenticator(otp: $otp) { __typename } }',
    { otp: authenticatorApp(setup.secret).at(app.now()) },
    { headers: session },
  )
  expect((await signIn(product, dora.email)).outcome.message).toContain('code')
  const { resetSecondFactor } = await ask(about('resetSecondFactor'), { id: dora.id }, asAdmin)
  expect(resetSecondFactor.person).toMatchObject({ hasAuthenticator: false, passkeyCount: 0 })
  expect((await ask('{ viewer { id } }', {}, { headers: session })).viewer).toBe(null)
  expect((await signIn(product, dora.email)).outcome.__typename).toBe('StaffSession')
})

test('deleting an account removes personal data and keeps the audit entries', async () => {
  const emil = await newStaff(product)
  await signIn(product, emil.email)
  const early = await ask(REMOVE, { id: emil.id }, asAdmin)
  expect(early.removeStaff.code).toBe('NOT_ALLOWED')
  await ask(about('disableStaff'), { id: emil.id }, asAdmin)
  expect((await ask(REMOVE, { id: emil.id }, asAdmin)).removeStaff.name).toMatch(/^Person/)
  expect((await ask(REMOVE, { id: emil.id }, asAdmin)).removeStaff.code).toBe('NOT_FOUND')
  expect(await actions(emil.id)).toEqual([
    'staff staff.signed-in',
    'staff staff.disabled',
    'staff staff.removed',
  ])
  const { auditEntries } = await ask(
    `query ($actor: String!) { auditEntries(filter: { actor: $actor }) { entries { action actor { name } } } }`,
    { actor: `staff:${emil.id}` },
    asAdmin,
  )
  expect(auditEntries.entries).toEqual([{ action: 'staff.signed-in', actor: { name: null } }])
})

test('the last admin cannot be removed, even when two admins disable each other at the same time', async () => {
  expect((await ask(about('disableStaff'), { id: admin.id }, asAdmin)).disableStaff.message).toMatch(
    /yourself/,
  )
  const withoutAdmin = {
    id: admin.id,
    version: 1,
    name: 'Person',
    roles: ['CLERK'],
    departmentIds: ['wohngeld'],
  }
  // An invited admin without a password does not count.
  await invite({ ...newPerson(), roles: ['ADMIN'] })
  expect((await ask(CHANGE, { input: withoutAdmin }, asAdmin)).changeStaff.message).toContain('Somebody must')

  for (let round = 0; round < 5; round++) {
    const second = await newStaff(product, { roles: ['admin'] })
    const { headers: secondHeaders } = await signIn(product, second.email)
    const [one, two] = await Promise.all([
      ask(about('disableStaff'), { id: second.id }, asAdmin),
      other.ask(CHANGE, { input: withoutAdmin }, { headers: secondHeaders }),
    ])
    const done = [one.disableStaff, two.changeStaff ?? {}].map(({ __typename }) => __typename)
    expect(done.filter((name) => name === 'UpdatedPerson').length).toBeLessThanOrEqual(1)
    const { rows } = await app.db.pool.query(
      `SELECT count(*)::int AS n FROM staff WHERE active AND 'admin' = ANY (roles) AND password_hash IS NOT NULL`,
    )
    expect(rows[0].n).toBeGreaterThanOrEqual(1)
    await app.db.pool.query(
      `UPDATE staff SET active = true, roles = '{admin}', version = 1 WHERE id = ANY ($1::uuid[])`,
      [[admin.id, second.id]],
    )
    await app.db.pool.query(`UPDATE staff SET roles = '{clerk}' WHERE id = $1`, [second.id])
  }
})

test('the audit records sign-ins, sign-outs and failures; unknown names are not written', async () => {
  const { rows: before } = await app.db.pool.query('SELECT coalesce(max(id), 0) AS id FROM audit_entry')
  const fred = await newStaff(product)
  await signIn(product, fred.email, { password: 'falsch' })
  await signIn(product, 'geheim@fremd.example', { password: 'falsch' })
  const session = await signIn(product, fred.email)
  expect(await ask('mutation { signOut }', {}, session)).toEqual({ signOut: true })
  const { rows } = await app.db.pool.query(
    'SELECT actor, action, detail FROM audit_entry WHERE id > $1 ORDER BY id',
    [before[0].id],
  )
  const actor = `staff:${fred.id}`
  expect(rows).toEqual([
    { actor: 'system', action: 'staff.sign-in-failed', detail: { way: 'password', staff: fred.id } },
    { actor: 'system', action: 'staff.sign-in-failed', detail: { way: 'password' } },
    { actor, action: 'staff.signed-in', detail: { way: 'password' } },
    { actor, action: 'staff.signed-out', detail: null },
  ])
  // Older entries with an underscore are found by the name with a hyphen.
  await app.db.pool.query(`INSERT INTO audit_entry (actor, action) VALUES ($1, 'staff.signed_out')`, [actor])
  const { auditEntries } = await ask(
    'query ($filter: AuditFilter) { auditEntries(filter: $filter) { entries { action } } }',
    { filter: { actor, action: 'staff.signed-out' } },
    asAdmin,
  )
  expect(auditEntries.entries).toEqual(Array(2).fill({ action: 'staff.signed-out' }))
})
