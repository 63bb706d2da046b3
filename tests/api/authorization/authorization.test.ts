import { randomBytes } from 'node:crypto'
import { buildSchema } from 'graphql'
import { beforeEach, expect, test } from 'vitest'
import { documentIdOf } from '../../../api/booking/visit-day/document-checklist.ts'
import { currentEntry } from '../../../api/catalogue/entry/current-entries.ts'
import { printedSchema } from '../../../api/cli/print-schema.ts'
import { newSecret, setupOf } from '../../../api/staff/account/authenticator.ts'
import { seal } from '../../../api/staff/sealing.ts'
import { hashPassword } from '../../../api/staff/password/password.ts'
import { openSession, sessionCookie } from '../../../api/identity/session.ts'
import { testApp } from '../../support/app.ts'
import { fromNow } from '../../support/clock.ts'
import { authenticatorApp } from '../../support/authenticator-app.ts'
import { citizen } from '../../support/citizen.ts'
import { subscribe } from '../../support/events.ts'
import { pushBrowser } from '../../support/browser/push-browser.ts'
import {
  REACHED_BY,
  type Caller,
  CALLERS,
  type AccessCase,
  ACCESS_CASES,
  DRAFTED,
  PUBLIC,
  STRICTER_FIELDS,
  type Target,
} from './access-cases.ts'
import { type RootField, rootFieldsOf, objectTypesOf, operation, reachedFrom } from './selections.ts'

const product = await testApp()
const { app, fetch } = product
const { book, hold, nextSlots } = citizen(product)
const schema = buildSchema(printedSchema())
const rootFields = rootFieldsOf(schema)

const SERVICE = 'wohngeld'
const PASSWORD = 'nur fuer diese Probe'
const passwordHash = await hashPassword(PASSWORD)
const staffIds = new Map<Caller, string>()
for (const [caller, roles, department] of [
  ['clerk', ['clerk'], 'wohngeld'],
  ['otherClerk', ['clerk'], 'standesamt'],
  ['planner', ['planner'], 'wohngeld'],
  ['editor', ['editor'], 'wohngeld'],
  ['admin', ['admin'], null],
] as const) {
  const { id } = await app.db.prisma.staff.create({
    data: {
      name: caller,
      email: `${caller.toLowerCase()}@rathaus.example`,
      passwordHash,
      roles: [...roles],
      departments: department ? { connect: { id: department } } : {},
    },
  })
  staffIds.set(caller, id)
}
const account = { email: 'clerk@rathaus.example', password: PASSWORD }

/** A session that belongs to none of the callers. */
const session = await app.db.prisma.staff
  .create({ data: { name: 'other', email: 'other@rathaus.example', passwordHash, roles: ['admin'] } })
  .then(async ({ id }) => {
    await openSession(app.db.pool, id, app.now())
    return (await app.db.prisma.staffSession.findFirstOrThrow({ where: { staffId: id } })).id
  })

/** A new member of staff for each call, so that calls do not affect each other. */
async function newColleague(isDisabled = false): Promise<string> {
  const data = {
    name: 'Niemand',
    email: `${crypto.randomUUID()}@rathaus.example`,
    roles: ['clerk'],
    passwordHash,
  }
  return (await app.db.prisma.staff.create({ data: { ...data, active: !isDisabled } })).id
}
// Content for planners: a closure in the far future, and a change of plan without effects.
await app.db.pool.query(
  `INSERT INTO closure (starts_at, ends_at, reason) VALUES ('2090-01-02', '2090-01-03', 'Umzug')`,
)
const planChange = await app.db.prisma.planChange.create({
  data: {
    ...{ deskIds: ['telefon-wohngeld-1'], writes: { openings: [], closures: [] } },
    ...{ slotsLost: 0, slotsGained: 0, moved: 0, cancelled: 0, flagged: 0 },
  },
})

const secret = newSecret()
const otpNow = () => authenticatorApp(setupOf(secret, '', '').secret).at(app.now())

async function setUpApp(caller: Caller, state: AccessCase['app']): Promise<void> {
  const staffId = staffIds.get(caller)
  if (!staffId) return
  await app.db.prisma.authenticator.deleteMany({ where: { staffId } })
  const confirmedAt = state === 'confirmed' ? app.now() : null
  const sealed = seal(app.secretKey, staffId, secret)
  if (state) await app.db.prisma.authenticator.create({ data: { staffId, secret: sealed, confirmedAt } })
}

async function setUpDraft(): Promise<void> {
  const { content } = (await currentEntry(app.db.pool, DRAFTED.kind, DRAFTED.id))!
  const columns = { kind: DRAFTED.kind, entryId: DRAFTED.id, base: content as object }
  await app.db.prisma.entryDraft.deleteMany()
  await app.db.prisma.entryDraft.create({ data: { ...columns, content: { ...content, phone: '115' } } })
}

/** A new session for each call: some calls end it. */
async function headersOf(caller: Caller): Promise<Record<string, string>> {
  if (caller === 'strangeKey')
    return { authorization: `Bearer tk_${'k'.repeat(43)}`, 'x-api-key': 'k'.repeat(43) }
  const staffId = staffIds.get(caller)
  if (!staffId) return {}
  const cookie = sessionCookie(app, await openSession(app.db.pool, staffId, app.now()))
  return { cookie: cookie.split(';')[0]! }
}

// Calls make bookings, so each test starts with free days.
beforeEach(async () => {
  await app.db.pool.query('DELETE FROM occupancy')
  await app.feed.committed()
})

const documents = await app.db.prisma.requiredDocument.findMany({ where: { serviceId: SERVICE } })
const documentId = documentIdOf(SERVICE, documents[0]!)

const { keys } = pushBrowser()
let people = 0
/** A new booking in the state that a case needs, with its token. */
async function newTarget({
  held,
  subscribed,
  displaced,
}: AccessCase): Promise<{ target: Target; token: string }> {
  const nth = ++people
  const contact = {
    name: `Zielperson ${nth} Geheim`,
    email: `ziel${nth}@geheim.example`,
    phone: '+493461445999',
  }
  const items = [{ serviceId: SERVICE }]
  const from = fromNow({ days: 3 })
  const slots = await nextSlots(items, 10, from)
  const visit = { items, startsAt: slots[0]!.startsAt }
  const taken = held ? await hold(visit) : await book({ ...visit, contact })
  const device = { endpoint: `https://fcm.googleapis.com/fcm/send/${nth}`, ...keys }
  if (subscribed)
    await product.ask(
      'mutation ($input: SubscribeToPushInput!) { subscribeToPush(input: $input) { __typename } }',
      { input: { token: taken.token, device } },
    )
  const { id, reference, startsAt } = taken.booking!
  if (displaced) await app.db.prisma.booking.update({ where: { id }, data: { displacedBy: planChange.id } })
  const day = Temporal.Instant.from(startsAt).toZonedDateTimeISO('Europe/Berlin').toPlainDate().toString()
  const target = {
    id,
    reference,
    startsAt,
    day,
    serviceId: SERVICE,
    documentId,
    anotherStart: slots.at(-1)!.startsAt,
    contact,
    device,
  }
  return { target, token: taken.token! }
}

/** Returns the target of each call: one for all callers of a query or subscription, a new one for each call of a mutation. */
function bookingsFor(rootField: RootField, accessCase: AccessCase): () => ReturnType<typeof newTarget> {
  if (rootField.kind === 'mutation') return () => newTarget(accessCase)
  let shared: ReturnType<typeof newTarget> | undefined
  return () => (shared ??= newTarget(accessCase))
}

interface Answer {
  text: string
  /** The answer has content. */
  answered: boolean
}

/** The answer to a caller that selects everything below a root field, or one stricter field of it. */
async function callField(
  rootField: RootField,
  accessCase: AccessCase,
  caller: Caller,
  newBooking: () => ReturnType<typeof newTarget>,
  only?: string,
): Promise<Answer & { target: Target }> {
  const own = await newBooking()
  const other = caller === 'otherHolder' ? await newTarget(accessCase) : null
  const token = caller === 'holder' ? own.token : (other?.token ?? randomBytes(32).toString('base64url'))
  await setUpApp(caller, accessCase.app)
  if (accessCase.draft) await setUpDraft()
  const colleague = await newColleague(accessCase.colleagueIsDisabled)
  const variables = accessCase.with({
    target: own.target,
    caller,
    token,
    account,
    otp: otpNow(),
    session,
    colleague,
  })
  const query = operation(schema, rootField, variables, only)
  const headers = await headersOf(caller)
  return { target: own.target, ...(await answerTo(rootField, query, variables, headers)) }
}

async function answerTo(
  rootField: RootField,
  query: string,
  variables: object,
  headers: Record<string, string>,
): Promise<Answer> {
  if (rootField.kind === 'subscription') {
    const live = await subscribe<Record<string, unknown>>(product, query, variables, headers).catch(String)
    if (typeof live === 'string') return refusal(live)
    const first = await live.next().catch(String)
    await live.close()
    return typeof first === 'string' ? refusal(first) : outcome(first[rootField.field.name])
  }
  const answer: any = await (await fetch(query, variables, { headers })).json()
  return answer.errors ? refusal(JSON.stringify(answer.errors)) : outcome(answer.data[rootField.field.name])
}

function refusal(text: string): Answer {
  if (!/UNAUTHENTICATED|FORBIDDEN/.test(text)) throw new Error(text)
  return { text, answered: false }
}

function outcome(value: any): Answer {
  const text = JSON.stringify(value)
  const empty =
    value === null || value === false || (Array.isArray(value) && value.every((one) => one === null))
  const nothing = empty || value.bookings?.length === 0 || value.__typename?.endsWith('Error')
  return { text, answered: !nothing }
}

const reveals = (text: string, { id, reference, contact }: Target): boolean =>
  [id, reference, contact.name, contact.email].some((mark) => text.includes(mark))

test('every root field has an access case, and every access case a root field', () => {
  expect(rootFields.map(({ name }) => name).toSorted()).toEqual(Object.keys(ACCESS_CASES).toSorted())
})

test('every type is public, or reachable only through the listed root fields', () => {
  const types = objectTypesOf(schema)
  expect(types.filter((name) => PUBLIC.has(name) === name in REACHED_BY)).toEqual([])
  const reachable = Object.keys(REACHED_BY).map((type) => [
    type,
    rootFields.filter((rootField) => reachedFrom(schema, rootField).has(type)).map(({ name }) => name),
  ])
  const expected = Object.entries(REACHED_BY).map(([type, fields]) => [type, fields.toSorted()])
  expect(reachable.map(([type, fields]) => [type, (fields as string[]).toSorted()])).toEqual(expected)
})

test.each(rootFields)(
  '$name answers callers with access only, and reveals a booking to no other',
  { timeout: 60_000 },
  async (rootField) => {
    const accessCase = ACCESS_CASES[rootField.name]!
    const answered: Caller[] = []
    const revealed: Caller[] = []
    const newBooking = bookingsFor(rootField, accessCase)
    for (const caller of CALLERS) {
      const {
        text,
        target,
        answered: hasContent,
      } = await callField(rootField, accessCase, caller, newBooking)
      if (hasContent) answered.push(caller)
      if (reveals(text, target)) revealed.push(caller)
    }
    expect({ answered, revealed }).toEqual({
      answered: CALLERS.filter((caller) => accessCase.may.includes(caller)),
      revealed: CALLERS.filter((caller) => accessCase.sees?.includes(caller)),
    })
  },
)

const stricter = Object.entries(STRICTER_FIELDS).flatMap(([field, may]) =>
  rootFields
    .filter((rootField) => reachedFrom(schema, rootField).has(field.split('.')[0]!))
    .map((rootField) => ({ field, rootField, name: rootField.name, may })),
)

test.for(stricter)(
  '$name leads to $field only for callers with access',
  async ({ field, rootField, may }) => {
    const accessCase = ACCESS_CASES[rootField.name]!
    const answered: Caller[] = []
    const newBooking = bookingsFor(rootField, accessCase)
    for (const caller of accessCase.may)
      if ((await callField(rootField, accessCase, caller, newBooking, field)).answered) answered.push(caller)
    expect(answered).toEqual(accessCase.may.filter((caller) => may.includes(caller)))
  },
)
