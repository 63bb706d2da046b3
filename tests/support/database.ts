import pg from 'pg'
import { afterAll, inject } from 'vitest'
import { type Database, openDatabase } from '../../api/kernel/db.ts'

export interface TestDatabaseOptions {
  connections?: number
  /** Connects as the owner of the database instead of the role of the product. */
  asOwner?: boolean
}

/**
 * Creates a database for a test file, cloned from the migrated template, and drops it after the tests of the file.
 * Call at the top level of a test file.
 */
export async function testDatabase(options: TestDatabaseOptions = {}): Promise<Database> {
  const { url, applicationUrl, template } = inject('postgres')
  const name = `test_${crypto.randomUUID().replaceAll('-', '')}`
  await asAdmin(url, `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`)
  const own = new URL(options.asOwner ? url : applicationUrl)
  own.pathname = name
  const db = openDatabase(own.href, options)
  afterAll(async () => {
    await db.close()
    await asAdmin(url, `DROP DATABASE ${name} WITH (FORCE)`)
  })
  return db
}

async function asAdmin(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    // PostgreSQL refuses to clone a template that has connections, so concurrent files wait for each other.
    await client.query('SELECT pg_advisory_lock(1)')
    await client.query(statement)
  } finally {
    await client.end()
  }
}
