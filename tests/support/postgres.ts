import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import type { ProvidedContext } from 'vitest'
import type { TestProject } from 'vitest/node'
import { importFrom } from '../../api/catalogue/import/import-catalogue.ts'
import { openDatabase } from '../../api/kernel/db.ts'
import { startEmbedded } from '../../api/database/embedded.ts'
import { migrate } from '../../api/database/migrate.ts'
import { now } from './clock.ts'
import { temporaryFolder } from './product.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /**
     * The PostgreSQL server of the tests, the template that test files clone, and a folder of this run, which is deleted
     * at its end.
     */
    postgres: { url: string; applicationUrl: string; template: string; scratch: string }
  }
}

const TEMPLATE = 'template_terminklick'

/** The server of this run, and the number of Vitest projects that use it. */
interface Shared {
  server: Promise<Server>
  users: number
}
interface Server {
  provided: ProvidedContext['postgres']
  stop(): Promise<void>
}

/** Each project loads its own copy of this module, so shared data are stored in `globalThis`. */
const shared = globalThis as typeof globalThis & { testPostgres?: Shared }

/**
 * Provides one PostgreSQL server for all projects of a run, with a migrated template that contains the catalogue of Merseburg.
 * The first project with tests starts it, the last one stops it.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = (shared.testPostgres ??= { server: start(), users: 0 })
  postgres.users++
  const { provided, stop } = await postgres.server
  project.provide('postgres', provided)
  return async () => {
    if (--postgres.users > 0) return
    shared.testPostgres = undefined
    await stop()
  }
}

async function start(): Promise<Server> {
  const folder = await temporaryFolder('tests')
  // Test data need not survive a power failure.
  const postgres = await startEmbedded(folder.path, {
    settings: [
      'fsync=off',
      'synchronous_commit=off',
      'full_page_writes=off',
      'autovacuum=off',
      'wal_level=minimal',
      'max_wal_senders=0',
    ],
  })
  const killOnExit = () => killServer(folder.path)
  process.on('exit', killOnExit)
  const admin = new pg.Client({ connectionString: postgres.url })
  await admin.connect()
  await admin.query(`CREATE DATABASE ${TEMPLATE}`)
  await admin.end()
  await fill(databaseUrl(postgres.url, TEMPLATE))
  const { url, applicationUrl } = postgres
  return {
    provided: { url, applicationUrl, template: TEMPLATE, scratch: folder.path },
    async stop() {
      process.off('exit', killOnExit)
      await postgres.stop()
      await folder.remove()
    },
  }
}

/** Stops PostgreSQL after Ctrl-C, because Vitest then skips the teardown. */
function killServer(folder: string): void {
  try {
    const pid = Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
    // SIGQUIT is the immediate shutdown of PostgreSQL, see "Shutting Down the Server" in its manual.
    process.kill(pid, 'SIGQUIT')
  } catch {
    // The server has already ended.
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
}

async function fill(url: string): Promise<void> {
  await migrate(url)
  const db = openDatabase(url)
  await importFrom(db, fileURLToPath(new URL('../../prisma/seed/merseburg', import.meta.url)), now())
  await db.close()
}

function databaseUrl(url: string, name: string): string {
  const other = new URL(url)
  other.pathname = name
  return other.href
}
