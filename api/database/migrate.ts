import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import { type MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm'
import pg from 'pg'
import { StartFailure } from '../kernel/failure.ts'
import { applyFunctions } from './functions.ts'
import { LOCKS } from './locks.ts'
import { assertRoleAvailable } from './role.ts'

const PRISMA_FOLDER = fileURLToPath(new URL('../../prisma/', import.meta.url))
const NO_FILTER = { externalTables: [], externalEnums: [] }

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
    const { appliedMigrationNames } = await withEngine(url, (engine) =>
      engine.applyMigrations({ migrationsList, filters: NO_FILTER }),
    )
    await applyFunctions(lock, join(folder, 'functions'))
    return appliedMigrationNames
  } catch (error) {
    if (error instanceof StartFailure) throw error
    throw new StartFailure(`The database could not be migrated: ${(error as Error).message}`)
  } finally {
    await lock.end().catch(() => {})
  }
}

/** The tables of prisma/schema as SQL for an empty database. All migrations together must create the same tables. */
export async function schemaAsSql(url: string): Promise<string> {
  return withEngine(url, async (engine) => {
    const { stdout } = await engine.diff({
      from: { tag: 'empty' },
      to: { tag: 'schemaDatamodel', files: await schemaFiles() },
      script: true,
      exitCode: null,
      filters: NO_FILTER,
    })
    return stdout ?? ''
  })
}

async function schemaFiles(): Promise<{ path: string; content: string }[]> {
  const folder = join(PRISMA_FOLDER, 'schema')
  const paths = (await readdir(folder)).sort().map((name) => join(folder, name))
  return Promise.all(paths.map(async (path) => ({ path, content: await readFile(path, 'utf8') })))
}

/**
 * Runs `use` with a migration engine. The adapter of Prisma would split scripts at every semicolon, also inside
 * functions, and run the parts on several connections; here a script is sent as a whole on one connection, so in one
 * transaction.
 */
async function withEngine<T>(url: string, use: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  const pool = new pg.Pool({ connectionString: url, max: 1 })
  const factory = new PrismaPg(pool)
  const adapter = bindMigrationAwareSqlAdapterFactory({
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: async () =>
      Object.assign(await factory.connect(), { executeScript: (script: string) => runScript(url, script) }),
    connectToShadowDb: () => factory.connectToShadowDb(),
  })
  const datamodels = (await schemaFiles()).map(({ path, content }): [string, string] => [path, content])
  const engine = await SchemaEngine.new({ datamodels }, () => {}, adapter)
  try {
    return await use(engine)
  } finally {
    engine.free()
    await pool.end()
  }
}

async function runScript(connectionString: string, script: string): Promise<void> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    await client.query(script)
  } finally {
    await client.end()
  }
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
  const { rows } = await client.query<{ there: boolean }>(
    "SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there",
  )
  if (!rows[0]?.there) return
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
