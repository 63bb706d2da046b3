import fc from 'fast-check'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { runningEmbedded } from '../../api/database/embedded.ts'
import { citizen } from '../support/citizen.ts'
import { type Answered, type Load, startLoad, type Wish } from './crash-load.ts'
import { dataFolder } from './data-folder.ts'
import { overHttp, type ProductProcess, startProcess } from './product-process.ts'

const CITIZENS = 40
/** The product alone is killed, its PostgreSQL stays behind. */
const PRODUCT_KILLS = 14
/** The product and PostgreSQL end at the same instant, as when the machine loses power. */
const POWER_LOSSES = 6
/** So many replays, of bookings from all over the run, after everything. */
const REPLAYS = 40

const SERVICES = [
  'personalausweis-beantragen',
  'reisepass-beantragen',
  'fuehrungszeugnis-beantragen',
  'archiv-anfrage',
  'wohngeld-beantragen',
]

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31))
/** What happens, as far as it is up to us: when to kill what. */
const [plan] = fc.sample(
  fc.record({
    crashes: fc.tuple(
      fc.shuffledSubarray(kinds(), { minLength: kinds().length }),
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: kinds().length, maxLength: kinds().length }),
    ),
    order: fc.infiniteStream(fc.nat()),
  }),
  { seed, numRuns: 1 },
)

function kinds(): ('product' | 'power')[] {
  return [
    ...Array<'product'>(PRODUCT_KILLS).fill('product'),
    ...Array<'power'>(POWER_LOSSES).fill('power'),
  ]
}

const folder = await dataFolder('crash')
let starting: Promise<ProductProcess> | undefined
let port = '0'
/** The same port every time: citizens come back to the address that they know. */
const start = () => (starting = startProcess({ env: { PORT: port, DATA_DIR: folder.path } }))
const product = () => starting!
const url = async () => (await product()).url

afterAll(async () => {
  const running = await starting?.catch(() => undefined)
  if (running && running.child.exitCode === null && running.child.signalCode === null)
    await running.end('SIGTERM')
  await folder.remove()
})

test('20 crashes under load lose no booking, double none, and every citizen gets the mail', async () => {
  console.log(`crashes: SEED=${seed}`)
  const { url: first } = await start()
  port = new URL(first).port
  const load = startLoad({ citizens: CITIZENS, wishes: await wishes(), url })
  for (const [index, kind] of plan!.crashes[0].entries()) {
    await load.acknowledged(plan!.crashes[1][index]!)
    await crash(kind)
  }
  await load.acknowledged(CITIZENS)
  await load.finish()
  await check(load)
}, 180_000)
