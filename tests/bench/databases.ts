import { fileURLToPath } from 'node:url'
import pg from 'pg'
import pino from 'pino'
import { importFrom } from '../../api/catalogue/import/import-catalogue.ts'
import { type EmbeddedPostgres, startEmbedded } from '../../api/database/embedded.ts'
import { migrate } from '../../api/database/migrate.ts'
import { openDatabase } from '../../api/kernel/db.ts'
import type { AvailabilityCache } from '../../api/live/availability-cache.ts'
import { openLive } from '../../api/live/open-live.ts'

/** A PostgreSQL of the bench's own, as durable as the product's, where every measurement gets a database of its own. */
export interface BenchDatabases {
  /** e.g. 18.4 */
  version: string
  fsync: string
  /** A new database with the catalogue and without bookings, by its URL; everything written before is on disk. */
  fresh(): Promise<string>
  /** The free times of a database without bookings, for the time of the call. */
  withAvailability<T>(use: (availability: AvailabilityCache) => T): Promise<T>
  stop(): Promise<void>
}

const TEMPLATE = 'bench_template'
const SEED = fileURLToPath(new URL('../../prisma/seed/merseburg', import.meta.url))

/** @param folder one that PostgreSQL's user may enter */
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
