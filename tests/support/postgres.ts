import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { importFrom } from '../../api/catalogue/import.ts'
import { openDatabase } from '../../api/db.ts'
import { startEmbedded } from '../../api/database/embedded.ts'
import { migrate } from '../../api/database/migrate.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The tests' own PostgreSQL, and in it the database that every test file clones. */
    postgres: { url: string; template: string }
  }
}

const TEMPLATE = 'template_terminklick'

/** Starts one PostgreSQL for the run, with a migrated template that holds the real catalogue. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'terminklick-tests-'))
  // Root's PostgreSQL runs as another user, who must be able to enter.
  await chmod(folder, 0o755)
  // Throwaway data: nothing is gained by waiting for the disk.
  const postgres = await startEmbedded(folder, {
    settings: ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'],
  })
  const admin = new pg.Client({ connectionString: postgres.url })
  await admin.connect()
  await admin.query(`CREATE DATABASE ${TEMPLATE}`)
  await admin.end()
  await fill(databaseUrl(postgres.url, TEMPLATE))
  project.provide('postgres', { url: postgres.url, template: TEMPLATE })
  return async () => {
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function fill(url: string): Promise<void> {
  await migrate(url)
  const db = openDatabase(url)
  await importFrom(db, fileURLToPath(new URL('../../prisma/seed/merseburg', import.meta.url)))
  await db.close()
}

function databaseUrl(url: string, name: string): string {
  const other = new URL(url)
  other.pathname = name
  return other.href
}
