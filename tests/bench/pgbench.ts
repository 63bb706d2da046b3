import { execFile, spawnSync } from 'node:child_process'
import { randomBytes, randomInt } from 'node:crypto'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import type { PlannedVisit } from './visits.ts'

/** Throughput of bookings in the database without the product. */
export interface DatabaseMeasured {
  /** Measuring program. */
  by: string
  turns: number
  perSecond: number
  /** Milliseconds, sorted. */
  latencies: Float64Array
}

/** Path of pgbench; null: not installed. */
export function findPgbench(): string | null {
  const names = [
    'pgbench',
    '/usr/bin/pgbench',
    ...[18, 17, 16, 15].map((n) => `/usr/lib/postgresql/${n}/bin/pgbench`),
  ]
  return names.find((name) => spawnSync(name, ['--version']).status === 0) ?? null
}

/**
 * Books planned visits by the statement that the product uses, without the product; each caller books its visits in order.
 * Uses pgbench if it is installed, otherwise a loop over node-postgres, which has more overhead in the client.
 * @param folder for the files of pgbench
 * @throws Error if a visit could not be booked, because then the work was not the same
 */
export async function measureDatabase(
  url: string,
  visits: PlannedVisit[][],
  planRevision: string,
  folder: string,
): Promise<DatabaseMeasured> {
  await fillRequests(url, visits, planRevision)
  const program = findPgbench()
  const measured = program ? await byPgbench(program, url, visits, folder) : await byLoop(url, visits)
  const db = new pg.Client({ connectionString: url })
  await db.connect()
  const { rows } = await db.query<{ n: number }>('SELECT count(*)::int AS n FROM booking')
  await db.end()
  if (rows[0]!.n !== measured.turns) throw new Error(`${measured.turns - rows[0]!.n} visits were not booked`)
  return measured
}

/** The statement for both programs; `r` has the arguments that the product would send. */
const BOOK = (n: string) =>
  `SELECT b.outcome, b.desk, b.occupied_until FROM bench_request r, book_visit(r.visit::jsonb, r.candidates::jsonb, r.plan, now()) b WHERE r.n = ${n}`

const numberOf = (caller: number, index: number, visits: PlannedVisit[][]) =>
  caller * visits[0]!.length + index

/** Stores the arguments as text, so that the database must parse the JSON as in production. */
async function fillRequests(url: string, visits: PlannedVisit[][], plan: string): Promise<void> {
  const db = new pg.Client({ connectionString: url })
  await db.connect()
  await db.query('CREATE TABLE bench_request (n int PRIMARY KEY, visit text, candidates text, plan bigint)')
  const rows = visits.flatMap((own, caller) =>
    own.map((visit, index) => ({
      n: numberOf(caller, index, visits),
      visit: JSON.stringify(requestOf(visit)),
      candidates: JSON.stringify(visit.candidates),
      plan,
    })),
  )
  await db.query('INSERT INTO bench_request SELECT * FROM json_populate_recordset(NULL::bench_request, $1)', [
    JSON.stringify(rows),
  ])
  await db.query('VACUUM ANALYZE bench_request')
  await db.query('CHECKPOINT')
  await db.end()
}

/** The argument of `book_visit` for a booking by the API. */
function requestOf({ id, serviceId, startsAt, endsAt }: PlannedVisit): object {
  const hex = (bytes: number) => randomBytes(bytes).toString('hex')
  const digits = String(randomInt(100_000_000)).padStart(8, '0')
  return {
    id,
    // Longer than the product's, so that references are unique.
    reference: `${digits.slice(0, 4)}-${digits.slice(4)}-${id.slice(0, 8)}`,
    status: 'CONFIRMED',
    startsAt,
    endsAt,
    channel: 'API',
    locale: 'de',
    actor: 'citizen',
    tokenHash: hex(32),
    tokenNonce: hex(16),
    holdSeconds: 600,
    reminderHours: 24,
    items: [{ serviceId, persons: 1 }],
    contact: { name: 'Erika Beispiel', email: 'erika@beispiel.example', phone: '+493461445300' },
    remark: null,
    key: hex(32),
    inputHash: hex(32),
  }
}

async function byPgbench(
  program: string,
  url: string,
  visits: PlannedVisit[][],
  folder: string,
): Promise<DatabaseMeasured> {
  const turnsEach = visits[0]!.length
  const logs = join(folder, 'pgbench')
  await mkdir(logs, { recursive: true })
  const script = join(logs, 'book.sql')
  // Variables of pgbench are kept for the whole connection.
  await writeFile(script, `\\set n :client_id * ${turnsEach} + :i\n\\set i :i + 1\n${BOOK(':n')};\n`)
  const { stdout } = await promisify(execFile)(
    program,
    [
      ...['--no-vacuum', '--protocol=prepared', '--file', script, '--define', 'i=0'],
      ...['--client', String(visits.length), '--jobs', '2', '--transactions', String(turnsEach)],
      ...['--log', '--log-prefix', join(logs, 'log'), url],
    ],
    { cwd: logs },
  )
  const perSecond = Number(/^tps = ([\d.]+)/m.exec(stdout)?.[1])
  const latencies = await latenciesIn(logs)
  return {
    by: `pgbench ${versionOf(program)}`,
    turns: latencies.length,
    perSecond,
    latencies,
  }
}

const versionOf = (program: string): string =>
  / (\d+(\.\d+)*)/.exec(spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout)?.[1] ?? ''

/** Columns of the log: caller, number of the transaction, microseconds, … */
async function latenciesIn(logs: string): Promise<Float64Array> {
  const names = (await readdir(logs)).filter((name) => name.startsWith('log.'))
  const texts = await Promise.all(names.map((name) => readFile(join(logs, name), 'utf8')))
  const lines = texts.join('').trim().split('\n')
  return Float64Array.from(lines, (line) => Number(line.split(' ')[2]) / 1000).sort()
}

async function byLoop(url: string, visits: PlannedVisit[][]): Promise<DatabaseMeasured> {
  const clients = await Promise.all(
    visits.map(async () => {
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      return client
    }),
  )
  const latencies: number[] = []
  const began = performance.now()
  await Promise.all(
    clients.map(async (client, caller) => {
      for (const index of visits[caller]!.keys()) {
        const since = performance.now()
        await client.query({ name: 'book', text: BOOK('$1'), values: [numberOf(caller, index, visits)] })
        latencies.push(performance.now() - since)
      }
    }),
  )
  const seconds = (performance.now() - began) / 1000
  await Promise.all(clients.map((client) => client.end()))
  return {
    by: 'a loop over node-postgres',
    turns: latencies.length,
    perSecond: latencies.length / seconds,
    latencies: Float64Array.from(latencies).sort(),
  }
}
