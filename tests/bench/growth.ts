import { join } from 'node:path'
import { mkdir } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import pino from 'pino'
import { openDatabase } from '../../api/kernel/db.ts'
import { openLive } from '../../api/live/open-live.ts'
import { startApi } from './api-process.ts'
import type { BenchDatabases } from './databases.ts'
import { type Measured, measure, percentile } from './load.ts'
import { short, table } from './table.ts'
import { bookTurn } from './turns.ts'
import { type PlannedVisit, planVisits } from './visits.ts'

const BOOKINGS = 12_000
/** Bookings of all callers before the measurement, for compiling code and filling connections and caches. */
const WARM_UP = 800
/** Long, so that days do not fill up, which would make bookings slower for another reason. */
const HORIZON_DAYS = 365
/** A closed port, so that mails stay in the outbox and it grows with every booking. */
const NO_MAIL_SERVER = 'smtp://127.0.0.1:1'
const NAMES = ['first', 'second', 'third', 'last']

/**
 * Measures whether the cost of a booking grows with the number of bookings, in a database that was never analyzed:
 * PostgreSQL analyzes tables only after some time, and uses the query plans for empty tables until then.
 * @returns a table; the target is at least 0.9 of the throughput in the last quarter
 */
export async function measureGrowth(
  databases: BenchDatabases,
  folder: string,
  callers: number,
): Promise<string> {
  const databaseUrl = await databases.fresh()
  await prepare(databaseUrl)
  const visits = await planned(databaseUrl, callers)
  const dataDir = join(folder, 'growth')
  await mkdir(dataDir)
  const api = await startApi({ databaseUrl, dataDir, smtpUrl: NO_MAIL_SERVER })
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const book = (from: number, to: number) =>
      measure({
        graphql: api.graphql,
        connections: callers,
        // Ends when the first caller has no visits left.
        seconds: Infinity,
        turnsOf: (n) => visits[n]!.slice(from, to).values().map(bookTurn),
      })
    const warmUp = Math.ceil(WARM_UP / callers)
    const quarter = Math.floor((visits[0]!.length - warmUp) / NAMES.length)
    await book(0, warmUp)
    const quarters: Quarter[] = []
    for (const nth of NAMES.keys()) {
      const before = await rowsRead(client)
      const measured = await book(warmUp + nth * quarter, warmUp + (nth + 1) * quarter)
      quarters.push({ ...measured, rowsRead: (await rowsRead(client)) - before })
    }
    return report(quarters)
  } finally {
    await client.end()
    await api.end()
  }
}

interface Quarter extends Measured {
  /** Rows and index entries that the database has read. */
  rowsRead: number
}

async function rowsRead(client: pg.Client): Promise<number> {
  // Backends report their statistics once a second.
  await pause(1_500)
  const { rows } = await client.query<{ n: number }>(
    `SELECT (SELECT sum(seq_tup_read) FROM pg_stat_user_tables)::float8
          + (SELECT sum(idx_tup_read) FROM pg_stat_user_indexes)::float8 AS n`,
  )
  return rows[0]!.n
}

async function prepare(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ name: string }>(
    "SELECT oid::regclass::text AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace",
  )
  for (const { name } of rows) await client.query(`ALTER TABLE ${name} SET (autovacuum_enabled = false)`)
  await client.query('UPDATE office SET horizon_days = $1', [HORIZON_DAYS])
  await client.end()
}

async function planned(url: string, callers: number): Promise<PlannedVisit[][]> {
  const db = openDatabase(url)
  const { availability, close } = await openLive(db, () => new Date(), pino({ level: 'silent' }))
  try {
    return planVisits(availability, new Date(), callers, Math.ceil((BOOKINGS + WARM_UP) / callers))
  } finally {
    await close()
    await db.close()
  }
}

function report(quarters: Quarter[]): string {
  const [first, last] = [quarters[0]!, quarters.at(-1)!]
  const bookings = quarters.reduce((sum, { turns }) => sum + turns, 0)
  const failed = quarters.reduce((sum, one) => sum + one.failed, 0)
  const row = (name: string, { turns, perSecond, latencies, rowsRead }: Quarter) => [
    `${name} quarter`,
    short(perSecond),
    short(percentile(latencies, 0.5)),
    short(rowsRead / turns),
  ]
  return [
    table(
      [`book ${bookings} times, never analyzed`, 'per second', 'p50 ms', 'rows read a booking'],
      quarters.map((quarter, nth) => row(NAMES[nth]!, quarter)),
    ),
    `\n  last quarter: ${(last.perSecond / first.perSecond).toFixed(2)} × the throughput of the first (at least 0.9 is the aim); ${failed} failed`,
  ].join('\n')
}
