import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, expect, inject, test } from 'vitest'
import { applyFunctions } from '../../../api/database/functions.ts'
import { LOCKS } from '../../../api/database/locks.ts'
import { migrate } from '../../../api/database/migrate.ts'
import { testDatabase } from '../../support/database.ts'
import { temporaryFolder } from '../../support/product.ts'

const PRISMA = fileURLToPath(new URL('../../../prisma', import.meta.url))
/** The first migration after which functions are in files. */
const FIRST_WITH_FILES = '0017'

const db = await testDatabase({ asOwner: true })
const folder = await temporaryFolder('functions')
const client = new pg.Client({ connectionString: db.url })
await client.connect()
afterAll(async () => {
  await client.end()
  await folder.remove()
})

const functionsNow = async (from: pg.Client | pg.Pool) =>
  (
    await from.query<{ signature: string; definition: string; access: string | null }>(
      `SELECT p.oid::regprocedure::text AS signature, pg_get_functiondef(p.oid) AS definition,
              (SELECT string_agg(grantee::regrole::text || '=' || privilege_type, ' ' ORDER BY grantee)
                 FROM aclexplode(proacl) WHERE grantee <> p.proowner) AS access
         FROM pg_proc p
        WHERE pronamespace = 'public'::regnamespace
          AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
        ORDER BY 1`,
    )
  ).rows

test('every function of the database is defined in a file', async () => {
  const { rows } = await db.pool.query<{ signature: string }>(
    'SELECT unnest(signatures) AS signature FROM function_file ORDER BY 1',
  )
  const present = (await functionsNow(db.pool)).map(({ signature }) => signature)
  expect(rows.map(({ signature }) => signature).sort()).toEqual(present.sort())
  expect(present).toContain('book_visit(jsonb,jsonb,bigint,timestamp with time zone)')
})

test('SQL and TypeScript have the same names and keys of advisory locks', async () => {
  for (const [name, number] of Object.entries(LOCKS)) {
    const { rows } = await db.pool.query<{ key: string }>('SELECT lock_key($1) AS key', [name])
    expect([name, Number(rows[0]!.key)]).toEqual([name, number])
  }
  const text = await readFile(join(PRISMA, 'functions', 'lock_key.sql'), 'utf8')
  expect([...text.matchAll(/WHEN '(\w+)'/g)].map((match) => match[1])).toEqual(Object.keys(LOCKS))
  await expect(db.pool.query("SELECT lock_key('another')")).rejects.toMatchObject({ code: '20000' })
})

test('applyFunctions applies only changed files, drops removed functions, and replaces a function whose return type or parameter name has changed', async () => {
  const files = join(folder.path, 'functions')
  await cp(join(PRISMA, 'functions'), files, { recursive: true })
  expect(await applyFunctions(client, files)).toEqual([])

  const extra = join(files, 'extra.sql')
  const define = (text: string) => writeFile(extra, text)
  const results = async () =>
    (
      await client.query(
        "SELECT pg_get_function_identity_arguments(oid) AS a, prorettype::regtype::text AS r FROM pg_proc WHERE proname = 'extra'",
      )
    ).rows
  await define('CREATE OR REPLACE FUNCTION extra(a int) RETURNS int LANGUAGE sql AS $$ SELECT a $$;')
  expect(await applyFunctions(client, files)).toEqual(['extra.sql'])
  expect(await applyFunctions(client, files)).toEqual([])
  await define("CREATE OR REPLACE FUNCTION extra(a int) RETURNS text LANGUAGE sql AS $$ SELECT 'x' $$;")
  await applyFunctions(client, files)
  expect(await results()).toEqual([{ a: 'a integer', r: 'text' }])
  await define("CREATE OR REPLACE FUNCTION extra(c int) RETURNS text LANGUAGE sql AS $$ SELECT 'x' $$;")
  await applyFunctions(client, files)
  expect(await results()).toEqual([{ a: 'c integer', r: 'text' }])
  await define(
    "CREATE OR REPLACE FUNCTION extra(a int, b int) RETURNS text LANGUAGE sql AS $$ SELECT 'x' $$;",
  )
  await applyFunctions(client, files)
  expect(await results()).toEqual([{ a: 'a integer, b integer', r: 'text' }])
  await define('CREATE OR REPLACE FUNCTION extra( RETURNS')
  await expect(applyFunctions(client, files)).rejects.toMatchObject({ code: '42601', file: 'extra.sql' })
  expect(await results()).toHaveLength(1)
  await rm(extra)
  await applyFunctions(client, files)
  expect(await results()).toEqual([])
})

test('only the application may execute seal_audit and forget_audit after they were dropped and created again', async () => {
  const before = await functionsNow(client)
  await client.query(
    "DROP FUNCTION seal_audit, forget_audit; UPDATE function_file SET sha256 = '' WHERE name = 'audit.sql'",
  )
  expect(await applyFunctions(client)).toEqual(['audit.sql'])
  const closed = (await functionsNow(client)).filter(({ signature }) =>
    /^(seal|forget)_audit/.test(signature),
  )
  expect(closed.map(({ access }) => access)).toEqual(['terminklick_app=EXECUTE', 'terminklick_app=EXECUTE'])
  for (const { definition } of closed)
    expect(definition).toMatch(/SECURITY DEFINER\n SET search_path TO 'pg_catalog', 'public', 'pg_temp'/)
  expect(await functionsNow(client)).toEqual(before)
})

test('migrate upgrades a database of the previous release that contains bookings', async () => {
  const old = join(folder.path, 'before')
  await mkdir(join(old, 'functions'), { recursive: true })
  await cp(join(PRISMA, 'migrations'), join(old, 'migrations'), { recursive: true })
  for (const name of await readdir(join(old, 'migrations')))
    if (/^\d/.test(name) && name >= FIRST_WITH_FILES)
      await rm(join(old, 'migrations', name), { recursive: true })

  const url = new URL(inject('postgres').url)
  url.pathname = `old_${crypto.randomUUID().replaceAll('-', '')}`
  await client.query(`CREATE DATABASE ${url.pathname.slice(1)}`)
  const town = new pg.Client({ connectionString: url.href })
  try {
    expect((await migrate(url.href, old)).length).toBeGreaterThan(10)
    await town.connect()
    await town.query(OLD_TOWN)
    const ids = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002']
    for (const [index, id] of ids.entries())
      expect((await town.query(OLD_BOOK, [bookingOf(id, index), candidatesAt(index)])).rows[0].outcome).toBe(
        'BOOKED',
      )
    const kept = (await town.query(CONTENT)).rows

    expect((await migrate(url.href))[0]).toMatch(/^0017/)
    expect((await town.query(CONTENT)).rows).toEqual(kept)
    expect(await functionsNow(town)).toEqual(await functionsNow(client))
    const third = '00000000-0000-4000-8000-000000000003'
    const booked = await town.query('SELECT outcome FROM book_visit($1, $2, NULL, $3)', [
      bookingOf(third, 2),
      candidatesAt(2),
      '2027-03-01T07:00:00Z',
    ])
    expect(booked.rows[0].outcome).toBe('BOOKED')
    await town.query("SELECT schedule_reminder($1, interval '24 hours', '2027-03-01T07:00:00Z')", [ids[0]])
    const { rows } = await town.query(
      "SELECT count(*)::int AS open FROM outbox_message WHERE kind = 'REMINDER' AND booking_id = $1 AND coalesce(sent_at, skipped_at, failed_at) IS NULL",
      [ids[0]],
    )
    expect(rows).toEqual([{ open: 1 }])
    expect(await migrate(url.href)).toEqual([])
  } finally {
    await town.end()
    await client.query(`DROP DATABASE ${url.pathname.slice(1)} WITH (FORCE)`)
  }
})

const OLD_TOWN = `
  INSERT INTO office (id, name, time_zone, holiday_region, phone, phone_display) VALUES (1, '{}', 'Europe/Berlin', 'DE-ST', '1', '1');
  INSERT INTO department (id, name, parent_office, mode) VALUES ('d', '{}', '{}', 'ON_SITE');
  INSERT INTO location (id, name, kind) VALUES ('l', '{}', 'ON_SITE');
  INSERT INTO desk (id, name, kind, location_id, department_id, grid_minutes, buffer_minutes) VALUES ('desk', '{}', 'ON_SITE', 'l', 'd', 15, 0);
  INSERT INTO service (id, slug, position, title, summary, notes, synonyms, mode, duration_minutes, extra_minutes_per_person, max_persons, walk_in_possible, popular, department_id)
  VALUES ('s', 's', 1, '{}', '{}', '{}', '{}', 'ON_SITE', 15, 0, 1, false, false, 'd')`
const OLD_BOOK = 'SELECT outcome FROM book_visit($1, $2, NULL)'
const CONTENT = `
  SELECT b.reference, b.status, b.starts_at, c.email, o.during::text,
         (SELECT count(*)::int FROM outbox_message m WHERE m.booking_id = b.id) AS messages,
         (SELECT count(*)::int FROM audit_entry a WHERE a.booking_id = b.id) AS entries
    FROM booking b JOIN contact c ON c.booking_id = b.id JOIN occupancy o ON o.booking_id = b.id ORDER BY 1`

const at = (index: number, minutes = 0) => new Date(Date.UTC(2027, 2, 9, 8 + index, minutes)).toISOString()

const bookingOf = (id: string, index: number) =>
  JSON.stringify({
    ...{ id, reference: `1234-000${index}`, status: 'CONFIRMED', startsAt: at(index), endsAt: at(index, 15) },
    ...{ channel: 'API', locale: 'de', actor: 'citizen', reminderHours: 24, holdSeconds: 600 },
    ...{ tokenHash: `0${index}`, tokenNonce: '00', key: `0${index}`, inputHash: '00' },
    items: [{ serviceId: 's', persons: 1 }],
    contact: { name: 'Erika Beispiel', email: 'erika@beispiel.example', phone: null },
  })

const candidatesAt = (index: number) =>
  JSON.stringify([
    {
      ...{ desk: 'desk', from: at(index), to: at(index, 15), runFrom: at(index), runTo: at(index, 15) },
      ...{ openFrom: at(index), openTo: at(index, 15) },
    },
  ])
