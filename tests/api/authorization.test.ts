import { randomBytes } from 'node:crypto'
import { buildSchema } from 'graphql'
import { beforeEach, expect, test } from 'vitest'
import { paperId } from '../../api/booking/desk/paper.ts'
import { currentEntry } from '../../api/catalogue/editor/current.ts'
import { printedSchema } from '../../api/cli/print-schema.ts'
import { newSecret, setupOf } from '../../api/staff/account/authenticator.ts'
import { seal } from '../../api/staff/sealing.ts'
import { hashPassword } from '../../api/staff/password.ts'
import { openSession, sessionCookie } from '../../api/identity/session.ts'
import { testApp } from '../support/app.ts'
import { authenticatorApp } from '../support/authenticator-app.ts'
import { citizen } from '../support/citizen.ts'
import { subscribe } from '../support/events.ts'
import { pushBrowser } from '../support/push-browser.ts'
import {
  BEHIND,
  type Caller,
  CALLERS,
  type Door,
  DOORS,
  DRAFTED,
  PUBLIC,
  STRICTER,
  type Target,
} from './authorization/doors.ts'
import {
  type Entrance,
  entrancesOf,
  objectTypesOf,
  operation,
  reachedFrom,
} from './authorization/selections.ts'

const product = await testApp()
const { app, fetch } = product
const { book, hold, nextSlots } = citizen(product)
const schema = buildSchema(printedSchema())
const entrances = entrancesOf(schema)

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

/** Of one who never asks for anything here. */
const session = await app.db.prisma.staff
  .create({ data: { name: 'other', email: 'other@rathaus.example', passwordHash, roles: ['admin'] } })
  .then(async ({ id }) => {
    await openSession(app.db.pool, id, app.now())
    return (await app.db.prisma.staffSession.findFirstOrThrow({ where: { staffId: id } })).id
  })

/** Somebody new for each knock: what is done to them is felt by nobody. */
async function newColleague(isOut = false): Promise<string> {
  const data = {
    name: 'Niemand',
    email: `${crypto.randomUUID()}@rathaus.example`,
    roles: ['clerk'],
    passwordHash,
  }
  return (await app.db.prisma.staff.create({ data: { ...data, active: !isOut } })).id
}
// Something to see for those who may: a closure after all times, and a change of plan that did nothing.
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

async function setUpApp(caller: Caller, state: Door['app']): Promise<void> {
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

/** A session of its own for each knock: one of them signs out. */
async function headersOf(caller: Caller): Promise<Record<string, string>> {
  if (caller === 'strangeKey')
    return { authorization: `Bearer tk_${'k'.repeat(43)}`, 'x-api-key': 'k'.repeat(43) }
  const staffId = staffIds.get(caller)
  if (!staffId) return {}
  const cookie = sessionCookie(app, await openSession(app.db.pool, staffId, app.now()))
  return { cookie: cookie.split(';')[0]! }
}

// Every knock books: each test finds the days free.
beforeEach(async () => {
  await app.db.pool.query('DELETE FROM occupancy')
  await app.horizon.committed()
})

const papers = await app.db.prisma.requiredDocument.findMany({ where: { serviceId: SERVICE } })
const documentId = paperId(SERVICE, papers[0]!)

let people = 0
/** A booking of somebody whom nobody else knows, with its token. */
async function newTarget(held = false): Promise<{ target: Target; token: string }> {
  const nth = ++people
  const contact = {
    name: `Zielperson ${nth} Geheim`,
    email: `ziel${nth}@geheim.example`,
    phone: '+493461445999',
  }
  const items = [{ serviceId: SERVICE }]
  const from = new Date(Date.now() + 3 * 86_400_000).toISOString()
  const slots = await nextSlots(items, 10, from)
  const wish = { items, startsAt: slots[0]!.startsAt }
  const taken = held ? await hold(wish) : await book({ ...wish, contact })
  const device = { endpoint: `https://fcm.googleapis.com/fcm/send/${nth}`, ...pushBrowser().keys }
  if (!held)
    await product.ask(
      'mutation ($input: SubscribeToPushInput!) { subscribeToPush(input: $input) { __typename } }',
      { input: { token: taken.token, device } },
    )
  const { id, reference, startsAt } = taken.booking!
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

interface Heard {
  text: string
  /** There was something in it. */
  answered: boolean
}

/** What a caller hears who asks for everything, or for one stricter field, behind a door. */
async function knock(
  entrance: Entrance,
  door: Door,
  caller: Caller,
  only?: string,
): Promise<Heard & { target: Target }> {
  const own = await newTarget(door.held)
  if (door.displaced)
    await app.db.prisma.booking.update({
      where: { id: own.target.id },
      data: { displacedBy: planChange.id },
    })
  const other = caller === 'otherHolder' ? await newTarget(door.held) : null
  const token = caller === 'holder' ? own.token : (other?.token ?? randomBytes(32).toString('base64url'))
  await setUpApp(caller, door.app)
  if (door.draft) await setUpDraft()
  const colleague = await newColleague(door.colleagueIsOut)
  const variables = door.with({
    target: own.target,
    caller,
    token,
    account,
    otp: otpNow(),
    session,
    colleague,
  })
  const query = operation(schema, entrance, variables, only)
  const headers = await headersOf(caller)
  return { target: own.target, ...(await heard(entrance, query, variables, headers)) }
}

async function heard(
  entrance: Entrance,
  query: string,
  variables: object,
  headers: Record<string, string>,
): Promise<Heard> {
  if (entrance.kind === 'subscription') {
    const live = await subscribe<Record<string, unknown>>(product, query, variables, headers).catch(String)
    if (typeof live === 'string') return refusal(live)
    const first = await live.next().catch(String)
    await live.close()
    return typeof first === 'string' ? refusal(first) : outcome(first[entrance.field.name])
  }
  const answer: any = await (await fetch(query, variables, { headers })).json()
  return answer.errors ? refusal(JSON.stringify(answer.errors)) : outcome(answer.data[entrance.field.name])
}

function refusal(text: string): Heard {
  if (!/UNAUTHENTICATED|FORBIDDEN/.test(text)) throw new Error(text)
  return { text, answered: false }
}

function outcome(value: any): Heard {
  const text = JSON.stringify(value)
  const empty =
    value === null || value === false || (Array.isArray(value) && value.every((one) => one === null))
  const nothing = empty || value.bookings?.length === 0 || value.__typename?.endsWith('Error')
  return { text, answered: !nothing }
}

const knowsOf = (text: string, { id, reference, contact }: Target): boolean =>
  [id, reference, contact.name, contact.email].some((mark) => text.includes(mark))

test('every root field has an expectation, and every expectation a field', () => {
  expect(entrances.map(({ name }) => name).toSorted()).toEqual(Object.keys(DOORS).toSorted())
})

test('every type is public, or reachable only through the listed fields', () => {
  const types = objectTypesOf(schema)
  expect(types.filter((name) => PUBLIC.has(name) === name in BEHIND)).toEqual([])
  const ways = Object.keys(BEHIND).map((type) => [
    type,
    entrances.filter((entrance) => reachedFrom(schema, entrance).has(type)).map(({ name }) => name),
  ])
  const expected = Object.entries(BEHIND).map(([type, doors]) => [type, doors.toSorted()])
  expect(ways.map(([type, doors]) => [type, (doors as string[]).toSorted()])).toEqual(expected)
})

test.each(entrances)(
  '$name answers callers with access only, and reveals a booking to no other',
  { timeout: 60_000 },
  async (entrance) => {
    const door = DOORS[entrance.name]!
    const answered: Caller[] = []
    const knowing: Caller[] = []
    for (const caller of CALLERS) {
      const { text, target, answered: inside } = await knock(entrance, door, caller)
      if (inside) answered.push(caller)
      if (knowsOf(text, target)) knowing.push(caller)
    }
    expect({ answered, knowing }).toEqual({
      answered: CALLERS.filter((caller) => door.may.includes(caller)),
      knowing: CALLERS.filter((caller) => door.sees?.includes(caller)),
    })
  },
)

const stricter = Object.entries(STRICTER).flatMap(([field, may]) =>
  entrances
    .filter((entrance) => reachedFrom(schema, entrance).has(field.split('.')[0]!))
    .map((entrance) => ({ field, entrance, name: entrance.name, may })),
)

test.for(stricter)('$name leads to $field only for callers with access', async ({ field, entrance, may }) => {
  const door = DOORS[entrance.name]!
  const answered: Caller[] = []
  for (const caller of door.may)
    if ((await knock(entrance, door, caller, field)).answered) answered.push(caller)
  expect(answered).toEqual(door.may.filter((caller) => may.includes(caller)))
})
