import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { dayOf } from '../../api/availability/calendar.ts'
import type { AvailabilityCache } from '../../api/live/availability-cache.ts'
import { temporaryFolder } from '../support/product.ts'
import { openDatabases } from './databases.ts'
import { measurePages } from './pages.ts'
import { measureGrowth } from './growth.ts'
import { findPgbench, measureDatabase } from './pgbench.ts'
import { figures, machine, memoryOf, profileOf, ratios } from './report.ts'
import { type Result, runWorkloads } from './run.ts'
import { measureSearch } from './search.ts'
import { measureSignIn } from './sign-in.ts'
import { planVisits } from './visits.ts'
import { type Given, GROUPS } from './workloads.ts'

const NAMES = [
  ...GROUPS.flatMap(({ workloads }) => workloads.map(({ name }) => name)),
  'database',
  'growth',
  'sign-in',
  'pages',
  'search',
]
const USAGE = `
  npm run bench -- [options]   how fast the product is on this machine, in about four minutes

  --callers N      at the same time, each with a connection that stays open (16)
  --seconds N      of each measurement (6)
  --only A,B       of ${NAMES.join(', ')}
  --profile DIR    also where the processor's time goes; for the browser's developer tools into DIR
`

/** More than fit into the horizon. */
const MAX_VISITS = 1_000

const opened: (() => Promise<void>)[] = []
let closing: Promise<void> | undefined
/** Ends everything that was started; runs once. */
const close = () =>
  (closing ??= (async () => {
    for (const end of opened.splice(0).reverse()) await end().catch(() => {})
  })())
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.once(signal, () => void close().then(() => process.exit(130)))

try {
  await main()
} catch (error) {
  // An error while closing is a consequence of it and is not reported.
  if (!closing) console.error(error)
  process.exitCode = 1
} finally {
  await close()
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      callers: { type: 'string', default: '16' },
      seconds: { type: 'string', default: '6' },
      only: { type: 'string', default: '' },
      profile: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  const only = values.only.split(',').filter(Boolean)
  const unknown = only.filter((name) => !NAMES.includes(name))
  const [callers, seconds] = [Number(values.callers), Number(values.seconds)]
  if (values.help) return console.log(USAGE)
  if (unknown.length > 0 || !(Number.isInteger(callers) && callers > 0) || !(seconds > 0)) {
    console.error(USAGE)
    process.exitCode = 1
    return
  }

  const folder = await temporaryFolder('bench')
  opened.push(() => folder.remove())
  const opening = openDatabases(folder.path)
  // Registered before it is open, because the run may be interrupted while it opens.
  opened.push(async () => (await opening).stop())
  const databases = await opening
  console.log(`\n  ${machine(databases)}\n  ${callers} callers, ${seconds} s each\n`)

  const { given, revision } = await databases.withAvailability((availability) => ({
    given: plan(availability, callers),
    revision: availability.plan.revision,
  }))
  const say = (line: string) => console.log(`  … ${line}`)
  const wants = (name: string) => only.length === 0 || only.includes(name)
  const wantsDatabase = wants('database')
  if (wantsDatabase) say('booking by the database alone')
  const database = wantsDatabase
    ? await measureDatabase(await databases.fresh(), given.visits, revision, folder.path)
    : undefined
  const { results, memory } = await runWorkloads(databases, given, {
    seconds,
    only,
    profile: values.profile !== undefined,
    folder: folder.path,
    say,
    opened,
  })

  if (results.length > 0 || database) console.log(`\n${figures(results, database)}\n`)
  const compared = ratios(results, database)
  if (compared) console.log(compared)
  if (memory) console.log(`\n${memoryOf(memory)}`)
  if (wantsDatabase && !findPgbench())
    console.log(
      '\n  For figures of the database without Node, install pgbench (Debian: apt-get install postgresql-client).',
    )
  if (wants('growth')) {
    say('12,000 bookings in a database that is never analyzed')
    console.log(`\n${await measureGrowth(databases, folder.path, callers)}`)
  }
  if (wants('sign-in')) {
    say('booking while staff sign in')
    console.log(`\n${await measureSignIn(databases, given.visits, folder.path, seconds)}`)
  }
  if (wants('pages')) {
    say('a first visit')
    console.log(`\n${await measurePages(databases, folder.path)}`)
  }
  if (wants('search')) {
    say('search')
    console.log(`\n${await measureSearch()}`)
  }
  if (values.profile !== undefined) await writeProfiles(values.profile, results)
}

async function writeProfiles(folder: string, results: Result[]): Promise<void> {
  await mkdir(folder, { recursive: true })
  for (const { workload, profile } of results) {
    await writeFile(join(folder, `${workload.name}.cpuprofile`), JSON.stringify(profile))
    console.log(profileOf(workload, profile!))
  }
}

function plan(availability: AvailabilityCache, callers: number): Given {
  const now = new Date()
  const firstDay = dayOf(Math.floor(now.getTime() / 60_000), availability.zone)
  const services = [...availability.plan.services.keys()]
  const visits = planVisits(availability, now, callers, MAX_VISITS)
  return {
    visits,
    services,
    firstDay,
    lastDay: Temporal.PlainDate.from(firstDay).add({ days: 61 }).toString(),
    someDay: dayOf(Math.floor(visits[0]!.at(-1)!.startsAt.getTime() / 60_000), availability.zone),
  }
}
