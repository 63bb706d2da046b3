import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { runningEmbedded } from '../../api/database/embedded.ts'
import { citizen } from '../support/citizen.ts'
import { lane } from '../support/lane.ts'
import { type ProductProcess, startProduct } from '../support/product.ts'
import { chance } from './chance.ts'
import { dataFolder } from './data-folder.ts'
import { bookedOf, expectConsistent } from './expect-consistent.ts'
import { type Answered, startLoad } from './load.ts'
import { overHttp } from './over-http.ts'
import { requestedStarts } from './requested-starts.ts'
import { useFolder } from './used-folder.ts'

const CITIZENS = 40
const CRASHES = [
  // Only the product is killed; its PostgreSQL is orphaned.
  ...Array<'product'>(lane.crashes.product).fill('product'),
  // Product and PostgreSQL are killed at the same instant, as in a power failure.
  ...Array<'power'>(lane.crashes.power).fill('power'),
]
/** Number of requests of the whole run that are repeated at the end. */
const REPLAYS = 40

const { shuffled, numbers } = chance('crashes')

/** For each crash, the number of bookings before it. */
const pauses = numbers(CRASHES.length, 40)
const plan = shuffled(CRASHES).map((kind, index) => ({ kind, after: pauses[index]! }))
/** The crashes after which the next start is also killed, with the number of its answers at /health before. */
const brokenStarts = new Map(
  numbers(lane.killedStarts, 60).map((answers, nth) => [shuffled([...plan.keys()])[nth]!, answers]),
)

const folder = await dataFolder('crash')
await useFolder(folder.path)
let port = '0'
let product: ProductProcess | undefined

afterAll(async () => {
  await product?.end()
  await folder.remove()
})

/** Starts the product, always on the same port, because the load repeats its requests there. */
function start(): Promise<string> {
  product = startProduct({
    PORT: port,
    DATA_DIR: folder.path,
    // All requests of the load come from one address.
    RATE_LIMITS: 'off',
    BOOKING_CHALLENGE: 'off',
  })
  return product.ready
}

const origin = () => product!.ready

test(`crashes under load (${CRASHES.length}) neither lose nor duplicate bookings, and every citizen gets the mail`, async () => {
  port = new URL(await start()).port
  const starts = shuffled(await requestedStarts(overHttp(origin)))
  const load = startLoad({ citizens: CITIZENS, starts: starts.values(), origin })

  for (const [index, { kind, after }] of plan.entries()) {
    await load.acknowledged(after)
    const postgres = await folder.postmaster()
    await crash(kind)
    const answers = brokenStarts.get(index)
    if (answers !== undefined) await breakStart(answers)
    await start()
    // An orphaned PostgreSQL is taken over; otherwise it is started again.
    if (kind === 'product') expect(await folder.postmaster()).toBe(postgres)
    else expect([postgres, undefined]).not.toContain(await folder.postmaster())
  }
  await onDatabase(expireLeases)
  await load.acknowledged(CITIZENS)
  await load.finish()

  const booked = bookedOf(load.answered)
  const late = load.answered.length - booked.length
  console.log(`crashes: ${booked.length} booked, ${late} too late, ${load.repeats} requests repeated`)
  await onDatabase((client) => expectConsistent(client, load.answered))
  await onDatabase(expectMails)
  await expectSameAnswers(booked)
}, 300_000)

async function crash(kind: 'product' | 'power'): Promise<void> {
  if (kind === 'power') await folder.losePower(product!.process.pid!)
  await product!.end('SIGKILL')
}

/** Starts the product and kills it during its start, after a number of answers at /health. */
async function breakStart(answers: number): Promise<void> {
  start().catch(() => {})
  for (let received = 0; received < answers;) received += await livesAt(port)
  await product!.end('SIGKILL')
}

const livesAt = (at: string): Promise<number> =>
  fetch(`http://127.0.0.1:${at}/health`).then(
    () => 1,
    () => pause(5, 0),
  )

async function onDatabase(work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: await runningEmbedded(folder.path) })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

/** Ends the leases of killed workers, which otherwise last a minute. */
async function expireLeases(client: pg.Client): Promise<void> {
  await client.query('UPDATE outbox_message SET leased_until = now() WHERE leased_until > now()')
}

/** Every booking has its mail; it may be sent twice, with the same id, if a worker was killed between sending and recording. */
async function expectMails(client: pg.Client): Promise<void> {
  const open = async () =>
    (await client.query('SELECT id FROM outbox_message WHERE due_at <= now() AND sent_at IS NULL')).rowCount
  await expect.poll(open, { timeout: 60_000, interval: 200 }).toBe(0)

  const { rows } = await client.query<{ email: string; id: string }>(
    `SELECT c.email, m.id FROM outbox_message m JOIN contact c USING (booking_id) WHERE m.kind = 'CONFIRMED'`,
  )
  const mails = await folder.mails()
  const sent = new Set(mails.map(({ to, messageId }) => `${to} ${messageId}`))
  expect([...sent].sort()).toEqual(rows.map(({ email, id }) => `${email} ${id}@localhost`).sort())
  console.log(`crashes: ${sent.size} confirmations, ${mails.length - sent.size} of them twice`)
}

/** Repeated requests get the same answers, manage token included. */
async function expectSameAnswers(booked: Answered[]): Promise<void> {
  const { book } = citizen(overHttp(origin))
  const every = Math.ceil(booked.length / REPLAYS)
  for (const { request, outcome } of booked.filter((_, index) => index % every === 0))
    expect(await book(request)).toEqual(outcome)
}
