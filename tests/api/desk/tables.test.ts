import pg from 'pg'
import { expect, test } from 'vitest'
import { schemaAsSql } from '../../../api/database/schema-engine.ts'
import { testDatabase } from '../../support/database.ts'

const db = await testDatabase({ asOwner: true })

const DESCRIBE = {
  columns: `SELECT table_name, column_name, udt_name, is_nullable, column_default FROM information_schema.columns
             WHERE table_schema = 'public' AND table_name <> '_prisma_migrations' ORDER BY 1, 2`,
  keys: `SELECT conrelid::regclass::text AS table_name, conname, contype, confdeltype FROM pg_constraint
          WHERE connamespace = 'public'::regnamespace AND contype IN ('p', 'f')
            AND conrelid::regclass::text <> '_prisma_migrations' ORDER BY 1, 2`,
  enums: `SELECT typname, enumlabel FROM pg_enum JOIN pg_type ON pg_type.oid = enumtypid ORDER BY 1, enumsortorder`,
}

test('the migrations create the same tables as prisma/schema', async () => {
  const migrated = await describe(db.pool)
  const name = `schema_${crypto.randomUUID().replaceAll('-', '')}`
  await db.pool.query(`CREATE DATABASE ${name}`)
  const url = new URL(db.url)
  url.pathname = name
  const declared = new pg.Client({ connectionString: url.href })
  try {
    await declared.connect()
    await declared.query(await schemaAsSql(db.url))
    expect(await describe(declared)).toEqual(migrated)
    expect(migrated.columns.length).toBeGreaterThan(100)
  } finally {
    await declared.end()
    await db.pool.query(`DROP DATABASE ${name} WITH (FORCE)`)
  }
})

async function describe(client: pg.Client | pg.Pool) {
  const rows = async (sql: string) => (await client.query(sql)).rows
  return {
    columns: await rows(DESCRIBE.columns),
    keys: await rows(DESCRIBE.keys),
    enums: await rows(DESCRIBE.enums),
  }
}
