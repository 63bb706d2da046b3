import { fileURLToPath } from 'node:url'
import pg from 'pg'
import pino from 'pino'
import { importFrom } from '../../api/catalogue/import/import-catalogue.ts'
import { type EmbeddedPostgres, startEmbedded } from '../../api/database/embedded.ts'
import { migrate } from '../../api/database/migrate.ts'
import { openDatabase } from '../../api/kernel/db.ts'
import type { AvailabilityCache } from '../../api/live/availability-cache.ts'
import { openLive } from '../../api/live/open-live.ts'

/** The PostgreSQL of the benchmark, with the durability of the product; each measurement has its own database. */
export interface BenchDatabases {
  /** e.g. 18.4 */
  version: string
  fsync: string
  /** Creates a database with the catalogue and without bookings, after a checkpoint. @returns its URL */
  fresh(): Promise<string>
  /** Calls `use` with the availability of a database without bookings. */
  withAvailability<T>(use: (availability: AvailabilityCache) => T): Promise<T>
  stop(): Promise<void>
}

const TEMPLATE = 'bench_template'
const SEED = fileURLToPath(new URL('../../prisma/seed/merseburg', import.meta.url))

/** @param folder which the user of PostgreSQL may enter */
export async function openDatabases(folder: string): Promise<BenchDatabases> {
  const postgres = await startEmbedded(folder)
  return prepare(postgres).catch(async (error) => {
    await postgres.stop()
    throw error
  })
}

async function prepare(postgres: EmbeddedPostgres): Promise<BenchDatabases> {
  const admin = new pg.Client({ connectionString: postgres.url })
  await admin.connect()
  const named = (name: string) => Object.assign(new URL(postgres.url), { pathname: name }).href
  await admin.query(`CREATE DATABASE ${TEMPLATE}`)
  await fill(named(TEMPLATE))
  const show = async (setting: string) => Object.values((await admin.query(`SHOW ${setting}`)).rows[0])[0]
  let count = 0
  return {
    version: String(await show('server_version')),
    fsync: String(await show('fsync')),
    async fresh() {
      const name = `bench_${++count}`
      await admin.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`)
      await admin.query('CHECKPOINT')
      return named(name)
    },
    async withAvailability(use) {
      const db = openDatabase(named(TEMPLATE))
      const live = await openLive(db, () => new Date(), pino({ level: 'silent' }))
      try {
        return use(live.availability)
      } finally {
        await live.close()
        await db.close()
      }
    },
    async stop() {
      await admin.end().catch(() => {})
      await postgres.stop()
    },
  }
}

async function fill(url: string): Promise<void> {
  await migrate(url)
  const db = openDatabase(url)
  await importFrom(db, SEED, new Date())
  await db.close()
}
