import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { TestApp } from '../support/app.ts'
import { citizen, type SlotAnswer } from '../support/citizen.ts'
import { subscribe } from '../support/events.ts'
import { type ProductProcess, startProduct } from '../support/product.ts'
import { chance } from './chance.ts'
import { type DataFolder, dataFolder } from './data-folder.ts'
import { bookedOf, expectKept } from './kept.ts'
import { type Answered, startLoad } from './load.ts'
import { overHttp } from './over-http.ts'
import { findWishes, type Wish } from './wishes.ts'

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
/** Answers of both processes to the load. */
const answered: Answered[] = []

/** Shared by all loads of this file, as a wish can be booked only once. */
let wishes: Iterator<Wish>

beforeAll(async () => {
  // Both start on an empty database.
  await Promise.all([here.product.ready, there.product.ready])
  wishes = chance('processes')
    .shuffled(await findWishes(here))
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
  const starts = async () => (await live.next()).slotsChanged.days[0]!.slots.map(({ startsAt }) => startsAt)
  expect(await starts()).toContain(first!.startsAt)

  expect((await citizen(here).book({ items, startsAt: first!.startsAt })).__typename).toBe('NewBooking')
  expect(await starts()).not.toContain(first!.startsAt)
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
  const load = startLoad({ citizens: CITIZENS, wishes, origin })
  await load.acknowledged(100)
  await load.finish()
  answered.push(...load.answered)
  await expectKept(db, answered)

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

test('a process that stops under load loses no booking, and the other continues', async () => {
  let left = here
  const load = startLoad({ citizens: CITIZENS, wishes, origin: () => left.product.ready })
  await load.acknowledged(50)
  // The product exits with code 1 when the shutdown takes longer than 9.5 s.
  const { code } = await here.product.end('SIGTERM')
  left = there
  await load.acknowledged(50)
  await load.finish()
  answered.push(...load.answered)
  console.log(`processes: ${load.repeats} requests repeated`)
  expect(code).toBe(0)
  await expectKept(db, answered)
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
