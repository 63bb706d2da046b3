import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, describe, expect, inject, test } from 'vitest'
import { audit } from '../../../api/audit/audit.ts'
import { forgetAudit } from '../../../api/audit/forget.ts'
import { sealBatch } from '../../../api/audit/seal.ts'
import { verifyAudit } from '../../../api/audit/verify.ts'
import { testDatabase } from '../../support/database.ts'
import { sealAll } from '../../support/seal-all.ts'

const db = await testDatabase()
const owner = new pg.Client({
  connectionString: Object.assign(new URL(inject('postgres').url), { pathname: new URL(db.url).pathname })
    .href,
})
await owner.connect()
afterAll(() => owner.end())

const seal = () => sealAll(db)
const write = async (count: number) => {
  for (let n = 0; n < count; n++)
    await audit(db.pool, 'system', 'test.written', {
      bookingId: randomUUID(),
      detail: { n, text: 'Ä„\n"1:x' },
    })
  await seal()
}

describe('the role of the product', () => {
  test.each([
    `UPDATE audit_entry SET actor = 'citizen'`,
    'DELETE FROM audit_entry',
    'TRUNCATE audit_entry',
    `UPDATE audit_seal SET hash = ''`,
    'DELETE FROM audit_seal',
    `INSERT INTO audit_seal VALUES (1, 1, '')`,
    'DELETE FROM audit_forgotten',
    `INSERT INTO audit_forgotten VALUES (1, '')`,
    'ALTER TABLE audit_entry DISABLE TRIGGER ALL',
    'DROP TRIGGER audit_entry_only_grows ON audit_entry',
    `CREATE OR REPLACE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'`,
    'SET ROLE terminklick',
    'SET SESSION AUTHORIZATION terminklick',
    `SET session_replication_role = 'replica'`,
    `SET terminklick.forgetting = 'on'; DELETE FROM audit_entry`,
  ])('must not run: %s', async (statement) => {
    await write(1)
    // 42501: insufficient privilege
    await expect(db.pool.query(statement)).rejects.toMatchObject({ code: '42501' })
  })

  test('cannot delete entries of the last 90 days', async () => {
    await expect(db.pool.query("SELECT forget_audit(now() - interval '89 days', 10)")).rejects.toMatchObject({
      code: '23514',
    })
  })
})

test('a trigger refuses changes also by the owner of the tables', async () => {
  for (const statement of [
    'DELETE FROM audit_entry',
    "UPDATE audit_seal SET hash = ''",
    'TRUNCATE audit_entry',
  ])
    await expect(owner.query(statement)).rejects.toThrow('only ever added to')
})

describe('the chain', () => {
  test('is valid when several processes seal at once; no entry is sealed twice', async () => {
    await Promise.all(Array.from({ length: 40 }, () => audit(db.pool, 'citizen', 'test.written')))
    await Promise.all(Array.from({ length: 5 }, seal))
    const { rows } = await db.pool.query<{ count: number }>('SELECT count(*)::int AS count FROM audit_entry')
    const { entries, head, problem } = await verifyAudit(db)
    expect({ entries, problem }).toEqual({ entries: rows[0]!.count, problem: null })
    expect(head.position).toBe(BigInt(entries))
  })

  test('seals no entry before those of older transactions are committed', async () => {
    await seal()
    let since: string | null = null
    const late = await db.pool.connect()
    await late.query('BEGIN')
    await audit(late, 'citizen', 'test.late')
    await audit(db.pool, 'citizen', 'test.early')
    let total = 0
    const sealed = async () => {
      const done = (await sealBatch(db, since))!
      since = done.since
      return (total += done.sealed)
    }
    expect(await sealed()).toBe(0)
    await late.query('COMMIT')
    late.release()
    await expect.poll(sealed, { timeout: 30_000, interval: 20 }).toBe(2)
    expect(await sealed()).toBe(2)
    expect((await verifyAudit(db)).problem).toBeNull()
  })

  test('reports UNSEALED when no process seals', async () => {
    const { rows } = await owner.query("SELECT pg_get_functiondef('seal_audit'::regproc) AS code")
    await owner.query(`CREATE OR REPLACE FUNCTION seal_audit(p_since xid8, p_most int, OUT sealed int, OUT since xid8)
      LANGUAGE sql SECURITY DEFINER AS 'SELECT 0, NULL::xid8'`)
    await db.pool.query(
      "INSERT INTO audit_entry (at, actor, action) VALUES (now() - interval '2 minutes', 'system', 'test.written')",
    )
    expect((await verifyAudit(db)).problem?.kind).toBe('UNSEALED')
    await owner.query(rows[0].code)
    await seal()
    expect((await verifyAudit(db)).problem).toBeNull()
  })
})

describe('the verifier reports that the owner', () => {
  test.each([
    ['changed an actor', 'CHANGED', `UPDATE audit_entry SET actor = 'system ' WHERE id = $1`],
    ['changed a time', 'CHANGED', `UPDATE audit_entry SET at = at + interval '1 ms' WHERE id = $1`],
    ['removed a detail', 'CHANGED', 'UPDATE audit_entry SET detail = NULL WHERE id = $1'],
    ['deleted an entry', 'MISSING', 'DELETE FROM audit_entry WHERE id = $1'],
    [
      'deleted an entry and its seal',
      'GAP',
      'WITH deleted AS (DELETE FROM audit_entry WHERE id = $1) DELETE FROM audit_seal WHERE entry_id = $1',
    ],
    [
      'exchanged two seals',
      'CHANGED',
      `UPDATE audit_seal s SET hash = o.hash FROM audit_seal o
        WHERE s.entry_id - $1::bigint IN (0, 1) AND o.entry_id - $1::bigint IN (0, 1) AND o.entry_id <> s.entry_id`,
    ],
    [
      'exchanged the details of two entries',
      'CHANGED',
      `UPDATE audit_entry e SET detail = o.detail FROM audit_entry o
        WHERE e.id - $1::bigint IN (0, 1) AND o.id - $1::bigint IN (0, 1) AND o.id <> e.id`,
    ],
  ])('%s', async (_, kind, statement) => {
    const { problem, entry } = await afterTampering(statement)
    expect(problem?.kind).toBe(kind)
    if (kind !== 'GAP') expect(problem?.entryId).toBe(entry)
  })

  test('inserted an entry of last week', async () => {
    const { problem } = await afterTampering(
      `INSERT INTO audit_entry (at, actor, action) SELECT now() - interval '7 days', 'citizen', 'x.' || $1::bigint`,
    )
    expect(problem?.kind).toBe('BACKDATED')
  })

  test('rewrote the end of the chain, if it knows an anchor', async () => {
    await write(3)
    const { head } = await verifyAudit(db)
    await tamper(
      `WITH d AS (DELETE FROM audit_seal WHERE position = ${head.position} RETURNING entry_id)
       DELETE FROM audit_entry WHERE id IN (SELECT entry_id FROM d) AND $1::bigint IS NOT NULL`,
      0n,
      async () => {
        expect((await verifyAudit(db)).problem).toBeNull()
        expect((await verifyAudit(db, head)).problem?.kind).toBe('ANCHOR')
        await write(1)
        expect((await verifyAudit(db, head)).problem?.kind).toBe('ANCHOR')
      },
    )
  })
})

test('the chain can be verified after retention has deleted its oldest entries', async () => {
  await write(3)
  const earlier = (await verifyAudit(db)).head
  await owner.query('ALTER TABLE audit_entry DISABLE TRIGGER USER')
  await owner.query('ALTER TABLE audit_seal DISABLE TRIGGER USER')
  // Entries of 200 days ago: their times are changed and the chain is computed again.
  await owner.query("UPDATE audit_entry SET at = at - interval '200 days'")
  await owner.query('DELETE FROM audit_seal')
  await owner.query('ALTER TABLE audit_entry ENABLE TRIGGER USER')
  await owner.query('ALTER TABLE audit_seal ENABLE TRIGGER USER')
  await seal()
  const old = await verifyAudit(db)
  await write(2)
  // Entries have the time of the database, which is the machine's.
  const until = new Date()
  expect(await forgetAudit(db, until, 300)).toBe(0)
  expect(await forgetAudit(db, until, 100)).toBe(old.entries)
  await seal()
  const { entries, head, problem } = await verifyAudit(db)
  expect({ entries, position: head.position, problem }).toEqual({
    // Two newer entries, and the entry audit.forgotten.
    entries: 3,
    position: old.head.position + 3n,
    problem: null,
  })
  expect((await verifyAudit(db, old.head)).problem).toBeNull()
  expect(earlier.position).toBe(old.head.position)
  const { rows } = await db.pool.query('SELECT actor, detail FROM audit_entry ORDER BY id DESC LIMIT 1')
  expect(rows[0]).toEqual({
    actor: 'system',
    detail: { entries: old.entries, upTo: Number(old.head.position) },
  })
})

/** Changes an entry in the middle of the chain as the owner with disabled triggers, verifies, and reverts the change. */
async function afterTampering(statement: string) {
  await write(4)
  const { rows } = await db.pool.query(
    'SELECT id::text FROM audit_entry e ORDER BY e.id DESC LIMIT 1 OFFSET 2',
  )
  const entry = BigInt(rows[0].id)
  let problem
  await tamper(statement, entry, async () => ({ problem } = await verifyAudit(db)))
  return { problem: problem as Awaited<ReturnType<typeof verifyAudit>>['problem'] | undefined, entry }
}

async function tamper(statement: string, entry: bigint, verify: () => Promise<unknown>) {
  const backup = ['audit_entry', 'audit_seal']
  const triggers = async (word: string) => {
    for (const table of backup) await owner.query(`ALTER TABLE ${table} ${word} TRIGGER USER`)
  }
  for (const table of backup) await owner.query(`CREATE TABLE was_${table} AS TABLE ${table}`)
  await triggers('DISABLE')
  await owner.query(statement, [entry.toString()])
  await seal()
  await verify()
  for (const table of backup) {
    await owner.query(`DELETE FROM ${table}`)
    await owner.query(`INSERT INTO ${table} TABLE was_${table}`)
    await owner.query(`DROP TABLE was_${table}`)
  }
  await triggers('ENABLE')
  expect((await verifyAudit(db)).problem).toBeNull()
}
