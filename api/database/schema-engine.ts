import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import { type MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm'
import pg from 'pg'

const SCHEMA = fileURLToPath(new URL('../../prisma/schema/', import.meta.url))
const NO_FILTER = { externalTables: [], externalEnums: [] }

/**
 * Applies pending migrations with the migration engine of Prisma.
 * @returns names of the migrations that were applied
 */
export async function applyMigrations(url: string, migrationsList: MigrationList): Promise<string[]> {
  return withEngine(url, async (engine) => {
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: NO_FILTER })
    return appliedMigrationNames
  })
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
  const paths = (await readdir(SCHEMA)).sort().map((name) => join(SCHEMA, name))
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
