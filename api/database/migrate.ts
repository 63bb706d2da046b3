import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { MigrationList } from '@prisma/schema-engine-wasm'
import pg from 'pg'
import { StartFailure } from '../kernel/failure.ts'
import { applyFunctions } from './functions.ts'
import { LOCKS } from './locks.ts'
import { assertRoleAvailable } from './role.ts'

const PRISMA_FOLDER = fileURLToPath(new URL('../../prisma/', import.meta.url))

/**
 * Applies pending migrations with the migration engine of Prisma (its WebAssembly build, so nothing is downloaded),
 * then changed functions. Maintains `_prisma_migrations`, so `prisma migrate deploy` can also be used; functions are
 * then applied at the next start of the product.
 * @param folder with migrations/ and functions/; prisma/ when absent
 * @returns names of the migrations that were applied
 * @throws StartFailure when the database cannot be reached, is older than PostgreSQL 15, was migrated by a newer
 *   release, or refuses a migration
 */
export async function migrate(url: string, folder = PRISMA_FOLDER): Promise<string[]> {
  const lock = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  lock.on('error', () => {})
  try {
    await lock.connect()
  } catch (error) {
    throw new StartFailure(`The database in DATABASE_URL cannot be reached: ${reasonOf(error)}`)
  }
  try {
    await refuseOldServer(lock)
    await assertRoleAvailable(lock)
    await lock.query('SELECT pg_advisory_lock($1)', [LOCKS.migration])
    const migrationsList = await migrationList(folder)
    await refuseNewerRelease(lock, migrationsList)
    const applied = (await areAllApplied(lock, migrationsList)) ? [] : await apply(url, migrationsList)
    await applyFunctions(lock, join(folder, 'functions'))
    return applied
  } catch (error) {
    if (error instanceof StartFailure) throw error
    throw new StartFailure(`The database could not be migrated: ${(error as Error).message}`)
  } finally {
    await lock.end().catch(() => {})
  }
}

/** The engine is imported only when there is something to apply, because compiling it is a fifth of a start. */
async function apply(url: string, migrationsList: MigrationList): Promise<string[]> {
  const { applyMigrations } = await import('./schema-engine.ts')
  return applyMigrations(url, migrationsList)
}

/** Whether the database has exactly these migrations, all of them finished and with the same content. */
async function areAllApplied(client: pg.Client, { migrationDirectories }: MigrationList): Promise<boolean> {
  if (!(await hasMigrations(client))) return false
  const { rows } = await client.query<{ name: string; checksum: string }>(
    `SELECT migration_name AS name, CASE WHEN finished_at IS NOT NULL THEN checksum END AS checksum
       FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY migration_name`,
  )
  const applied = rows.map(({ name, checksum }) => `${name} ${checksum}`)
  const wanted = migrationDirectories.map(({ path, migrationFile: { content } }) => {
    if (content.tag !== 'ok') throw new Error(`The migration ${path} was not read.`)
    return `${path} ${createHash('sha256').update(content.value).digest('hex')}`
  })
  return applied.join() === wanted.join()
}

async function hasMigrations(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>(
    "SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there",
  )
  return rows[0]!.there
}

async function migrationList(folder: string): Promise<MigrationList> {
  const baseDir = join(folder, 'migrations')
  const entries = await readdir(baseDir, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  const sql = (name: string) => readFile(join(baseDir, name, 'migration.sql'), 'utf8')
  return {
    baseDir,
    lockfile: {
      path: 'migration_lock.toml',
      content: await readFile(join(baseDir, 'migration_lock.toml'), 'utf8'),
    },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(
      names.sort().map(async (name) => ({
        path: name,
        migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: await sql(name) } },
      })),
    ),
  }
}

async function refuseOldServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ n: number }>("SELECT current_setting('server_version_num')::int AS n")
  const mistake = versionMistake(rows[0]?.n ?? 0)
  if (mistake) throw new StartFailure(mistake)
}

/**
 * The error message for a version that is too old.
 * @param versionNumber server_version_num of PostgreSQL, e.g. 150_004
 */
export function versionMistake(versionNumber: number): string | undefined {
  const version = Math.floor(versionNumber / 10_000)
  if (version >= 15) return undefined
  return `The database is PostgreSQL ${version}; Terminklick needs 15 or later. Name another in DATABASE_URL.`
}

/** The engine of Prisma ignores applied migrations that it does not know; this release would then use unknown tables. */
async function refuseNewerRelease(client: pg.Client, { migrationDirectories }: MigrationList): Promise<void> {
  if (!(await hasMigrations(client))) return
  const known = migrationDirectories.map(({ path }) => path)
  const applied = await client.query<{ name: string }>(
    'SELECT migration_name AS name FROM _prisma_migrations WHERE rolled_back_at IS NULL AND NOT migration_name = ANY($1)',
    [known],
  )
  if (applied.rows.length === 0) return
  throw new StartFailure(
    `The database belongs to a newer release of Terminklick (${applied.rows[0]!.name}). Start that one, or restore a backup from before it.`,
  )
}

/** Reason of a connection error; never contains the URL, which has a password. */
function reasonOf(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string }
  if (code === 'ECONNREFUSED') return 'nobody listens there. Start PostgreSQL, or correct host and port.'
  if (code === 'ENOTFOUND') return 'there is no such host.'
  if (code === '28P01' || code === '28000') return 'user or password are refused.'
  if (code === '3D000') return 'there is no such database. Create it first.'
  if (message === 'timeout expired')
    return 'no answer within ten seconds. Correct host and port, or open the firewall.'
  return code ?? message ?? 'unknown reason'
}
