import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { runningEmbedded } from '../../api/database/embedded.ts'
import { citizen } from '../support/citizen.ts'
import { lane } from '../support/lane.ts'
import { type ProductProcess, startProduct } from '../support/product.ts'
import { chance } from './chance.ts'
import { dataFolder } from './data-folder.ts'
import { bookedOf, expectKept } from './kept.ts'
import { type Answered, startLoad } from './load.ts'
import { overHttp } from './over-http.ts'
import { findWishes } from './wishes.ts'

const CITIZENS = 40
const CRASHES = [
  // The product alone is killed, its PostgreSQL stays behind.
  ...Array<'product'>(lane.crashes.product).fill('product'),
  // Both end at the same instant, as when the machine loses power.
  ...Array<'power'>(lane.crashes.power).fill('power'),
]
/** So many bookings from all over the run are asked for once more in the end. */
const REPLAYS = 40

const { shuffled, numbers } = chance('crashes')

/** What is killed, after how many further bookings. */
const pauses = numbers(CRASHES.length, 40)
const plan = shuffled(CRASHES).map((kind, index) => ({ kind, after: pauses[index]! }))
/** The crashes after which the next start is killed as well, each with the number of its answers at /health until then. */
const brokenStarts = new Map(
  numbers(lane.killedStarts, 60).map((answers, nth) => [shuffled([...plan.keys()])[nth]!, answers]),
)

const folder = await dataFolder('crash')
let port = '0'
let product: ProductProcess | undefined

afterAll(async () => {
  await product?.end()
  await folder.remove()
})

/** The same port every time: citizens come back to the address that they know. */
function start(): Promise<string> {
  product = startProduct({
    PORT: port,
    DATA_DIR: folder.path,
    // One machine plays many citizens.
    RATE_LIMITS: 'off',
    BOOKING_CHALLENGE: 'off',
  })
  return product.ready
}

const origin = () => product!.ready

test(`${CRASHES.length} crashes under load lose no booking, double none, and every citizen gets the mail`, async () => {
  port = new URL(await start()).port
  const wishes = shuffled(await findWishes(overHttp(origin)))
  const load = startLoad({ citizens: CITIZENS, wishes: wishes.values(), origin })

  for (const [index, { kind, after }] of plan.entries()) {
    await load.acknowledged(after)
    const postgres = await folder.postmaster()
    await crash(kind)
    const answers = brokenStarts.get(index)
    if (answers !== undefined) await breakStart(answers)
    await start()
    // Taken over where it runs on, started again where it does not.
    if (kind === 'product') expect(await folder.postmaster()).toBe(postgres)
    else expect([postgres, undefined]).not.toContain(await folder.postmaster())
  }
  await onDatabase(passLeases)
  await load.acknowledged(CITIZENS)
  await load.finish()

  const booked = bookedOf(load.answered)
  const late = load.answered.length - booked.length
  console.log(`crashes: ${booked.length} booked, ${late} too late, ${load.repeats} requests repeated`)
  await onDatabase((client) => expectKept(client, load.answered))
  await onDatabase(expectMails)
  await expectSameAnswers(booked)
}, 300_000)

async function crash(kind: 'product' | 'power'): Promise<void> {
  if (kind === 'power') await folder.losePower(product!.process.pid!)
  await product!.end('SIGKILL')
}

/** Starts the product and kills it on its way, after so many answers of /health. */
async function breakStart(answers: number): Promise<void> {
  start().catch(() => {})
  for (let heard = 0; heard < answers;) heard += await livesAt(port)
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

/** A worker that was killed keeps its message for a minute: here that minute is over at once. */
async function passLeases(client: pg.Client): Promise<void> {
  await client.query('UPDATE outbox_message SET leased_until = now() WHERE leased_until > now()')
}

/** Every booking has its mail; where a worker died between sending and saying so it came twice, recognisably. */
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

/** Who asks again is told the same again, down to the secret link. */
async function expectSameAnswers(booked: Answered[]): Promise<void> {
  const { book } = citizen(overHttp(origin))
  const every = Math.ceil(booked.length / REPLAYS)
  for (const { request, outcome } of booked.filter((_, index) => index % every === 0))
    expect(await book(request)).toEqual(outcome)
}
