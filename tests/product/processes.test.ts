import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { TestApp } from '../support/app.ts'
import { citizen, type SlotAnswer } from '../support/citizen.ts'
import { subscribe } from '../support/events.ts'
import { type ProductProcess, startProduct } from '../support/product.ts'
import { chance } from './chance.ts'
import { type DataFolder, dataFolder } from './data-folder.ts'
import { bookedOf, expectConsistent } from './expect-consistent.ts'
import { type Answered, startLoad } from './load.ts'
import { overHttp } from './over-http.ts'
import { requestedStarts, type RequestedStart } from './requested-starts.ts'

/** One of two processes, with its own data folder. */
interface Member extends Pick<TestApp, 'ask' | 'fetch'> {
  product: ProductProcess
  folder: DataFolder
}

const CITIZENS = 20
const { url: adminUrl } = inject('postgres')
const name = `processes_${crypto.randomUUID().replaceAll('-', '')}`
const databaseUrl = Object.assign(new URL(adminUrl), { pathname: name }).href
const db = new pg.Pool({ connectionString: databaseUrl })
const SECRET_KEY = randomBytes(48).toString('base64')

await asAdmin(`CREATE DATABASE ${name}`)
const [here, there] = await Promise.all([newMember('here'), newMember('there')])
/** All answers to the load by both processes. */
const answered: Answered[] = []

/** Shared by all loads, so that each start is requested once. */
let starts: Iterator<RequestedStart>

beforeAll(async () => {
  // Both find an empty database; one of them prepares it.
  await Promise.all([here.product.ready, there.product.ready])
  starts = chance('processes')
    .shuffled(await requestedStarts(here))
    .values()
}, 120_000)

afterAll(async () => {
  for (const { product, folder } of [here, there]) {
    await product.end()
    await folder.remove()
  }
  await db.end()
  await asAdmin(`DROP DATABASE ${name} WITH (FORCE)`)
}, 60_000)

test('two processes that start at once on an empty database import the catalogue once', async () => {
  const { rows } = await db.query(
    `SELECT (SELECT count(*)::int FROM service) AS services, (SELECT count(*)::int FROM staff) AS staff,
            (SELECT count(*)::int FROM opening) AS openings,
            (SELECT count(DISTINCT (desk_id, weekday, from_minute))::int FROM opening) AS "differentOpenings"`,
  )
  const { openings } = rows[0]
  expect(openings).toBeGreaterThan(0)
  expect(rows[0]).toEqual({ services: 64, staff: 1, openings, differentOpenings: openings })
})

test('a booking in one process reaches subscribers of the other', async () => {
  const items = [{ serviceId: 'archiv-anfrage' }]
  const [first] = await citizen(here).nextSlots(items, 1)
  const day = first!.startsAt.slice(0, 10)
  const live = await subscribe<SlotsChanged>(there, SLOTS_CHANGED, { items, from: day, to: day })
  const nextStarts = async () =>
    (await live.next()).slotsChanged.days[0]!.slots.map(({ startsAt }) => startsAt)
  expect(await nextStarts()).toContain(first!.startsAt)

  expect((await citizen(here).book({ items, startsAt: first!.startsAt })).__typename).toBe('NewBooking')
  expect(await nextStarts()).not.toContain(first!.startsAt)
  await live.close()
})

test('a manage token of one process is valid in the other', async () => {
  const items = [{ serviceId: 'reisepass-beantragen' }]
  const [start] = await citizen(there).nextSlots(items, 1)
  const { token, booking } = await citizen(here).book({ items, startsAt: start!.startsAt })
  expect(await citizen(there).booking(token!)).toMatchObject({
    id: booking!.id,
    reference: booking!.reference,
  })
  expect(await citizen(there).cancel({ token })).toMatchObject({ __typename: 'UpdatedBooking' })
  expect(await citizen(here).booking(token!)).toMatchObject({ status: 'CANCELLED', cancelledBy: 'CITIZEN' })
})

test('the workers of both processes send every mail once', async () => {
  let turn = 0
  const origin = () => [here, there][turn++ % 2]!.product.ready
  const load = startLoad({ citizens: CITIZENS, starts, origin })
  await load.acknowledged(100)
  await load.finish()
  answered.push(...load.answered)
  await expectConsistent(db, answered)

  const waiting =
    'SELECT id FROM outbox_message WHERE due_at <= now() AND sent_at IS NULL AND skipped_at IS NULL'
  await expect.poll(async () => (await db.query(waiting)).rowCount, { timeout: 30_000 }).toBe(0)
  const sent = await Promise.all([here, there].map(({ folder }) => folder.mails()))
  const { rows } = await db.query<{ id: string }>('SELECT id FROM outbox_message WHERE sent_at IS NOT NULL')
  expect(sent.flatMap((mails) => mails.map(({ messageId }) => messageId)).sort()).toEqual(
    rows.map(({ id }) => `${id}@localhost`).sort(),
  )
  console.log(`processes: ${sent.map(({ length }) => length).join(' + ')} mails`)
  expect(Math.min(...sent.map(({ length }) => length))).toBeGreaterThan(0)
})

test('a process that is stopped under load loses no request, and the other continues', async () => {
  let running = here
  const load = startLoad({ citizens: CITIZENS, starts, origin: () => running.product.ready })
  await load.acknowledged(50)
  // A process that has not ended in order after 9.5 seconds ends with code 1.
  const { code } = await here.product.end('SIGTERM')
  running = there
  await load.acknowledged(50)
  await load.finish()
  answered.push(...load.answered)
  console.log(`processes: ${load.repeats} requests repeated`)
  expect(code).toBe(0)
  await expectConsistent(db, answered)
  expect(bookedOf(load.answered).length).toBeGreaterThanOrEqual(100)
})

interface SlotsChanged {
  slotsChanged: { days: { date: string; slots: SlotAnswer[] }[] }
}
const SLOTS_CHANGED = `subscription Processes_Live($items: [VisitItemInput!]!, $from: Date!, $to: Date!) {
  slotsChanged(items: $items, from: $from, to: $to) { days { date slots { startsAt endsAt free } } } }`

async function newMember(role: string): Promise<Member> {
  const folder = await dataFolder(role)
  const product = startProduct({
    DATABASE_URL: databaseUrl,
    SECRET_KEY,
    DATA_DIR: folder.path,
    RATE_LIMITS: 'off',
    BOOKING_CHALLENGE: 'off',
  })
  return { product, folder, ...overHttp(() => product.ready) }
}

async function asAdmin(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
