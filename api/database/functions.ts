import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'

const FOLDER = fileURLToPath(new URL('../../prisma/functions/', import.meta.url))

interface FunctionFile {
  name: string
  sql: string
  sha256: string
}

/**
 * Brings the functions of a migrated database to the text of prisma/functions: files that changed since they were applied
 * are applied again (CREATE OR REPLACE), all in one transaction. A function that a file no longer defines, or defines with
 * other arguments, is dropped.
 * @param client a connection of the owner that holds the migration lock
 * @param folder of the files; prisma/functions when absent
 * @returns the names of the files that were applied now
 */
export async function applyFunctions(client: pg.ClientBase, folder = FOLDER): Promise<string[]> {
  const files = await readFiles(folder)
  // Migrations of a release before there were files.
  if (files.length === 0) return []
  const { rows: known } = await client.query<{ name: string; sha256: string; signatures: string[] }>(
    'SELECT name, sha256, signatures FROM function_file',
  )
  const changed = files.filter(
    ({ name, sha256 }) => sha256 !== known.find((one) => one.name === name)?.sha256,
  )
  const removed = known.filter(({ name }) => !files.some((file) => file.name === name))
  if (changed.length + removed.length === 0) return []
  await client.query('BEGIN')
  try {
    // Functions of several files call each other: bodies are checked when they run.
    await client.query('SET LOCAL check_function_bodies = off')
    const replaced = removed.flatMap(({ signatures }) => signatures)
    for (const file of changed) {
      const before = known.find(({ name }) => name === file.name)?.signatures ?? []
      const signatures = await apply(client, file, before)
      replaced.push(...before)
      await client.query(
        `INSERT INTO function_file (name, sha256, signatures) VALUES ($1, $2, $3)
         ON CONFLICT (name) DO UPDATE SET sha256 = excluded.sha256, signatures = excluded.signatures`,
        [file.name, file.sha256, signatures],
      )
    }
    await client.query('DELETE FROM function_file WHERE name = ANY($1)', [removed.map(({ name }) => name)])
    await dropUndefined(client, replaced)
    await client.query('COMMIT')
    return changed.map(({ name }) => name)
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {})
    throw error
  }
}

async function readFiles(folder: string): Promise<FunctionFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(folder, name), 'utf8')
      return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

/** @returns the signatures of the functions that the file defines */
async function apply(
  client: pg.ClientBase,
  { name, sql }: FunctionFile,
  before: string[],
): Promise<string[]> {
  const names = [...sql.matchAll(/^CREATE OR REPLACE FUNCTION (\w+)/gm)].map((match) => match[1]!)
  const versions = await versionsOf(client, names)
  await client.query('SAVEPOINT apply_file')
  try {
    await client.query(sql)
  } catch (error) {
    // 42P13, invalid_function_definition: another return type under the same arguments.
    if ((error as { code?: string }).code !== '42P13') throw Object.assign(error as Error, { file: name })
    await client.query('ROLLBACK TO SAVEPOINT apply_file')
    for (const signature of before) await client.query(`DROP FUNCTION IF EXISTS ${signature}`)
    await client.query(sql)
  }
  await client.query('RELEASE SAVEPOINT apply_file')
  const after = await versionsOf(client, names)
  return [...after]
    .filter(([signature, row]) => versions.get(signature) !== row)
    .map(([signature]) => signature)
}

/** Functions by signature, each with the place of its row: one that has been replaced lies in another place. */
async function versionsOf(client: pg.ClientBase, names: string[]): Promise<Map<string, string>> {
  const { rows } = await client.query<{ signature: string; row: string }>(
    `SELECT oid::regprocedure::text AS signature, oid || ' ' || ctid::text AS row FROM pg_proc
      WHERE pronamespace = current_schema()::regnamespace AND proname = ANY($1)`,
    [names],
  )
  return new Map(rows.map(({ signature, row }) => [signature, row]))
}

/** Drops those that no file defines any more. */
async function dropUndefined(client: pg.ClientBase, signatures: string[]): Promise<void> {
  const { rows } = await client.query<{ signature: string }>(
    `SELECT signature FROM unnest($1::text[]) AS signature
      WHERE NOT EXISTS (SELECT FROM function_file WHERE signature = ANY (signatures))`,
    [signatures],
  )
  for (const { signature } of rows) await client.query(`DROP FUNCTION IF EXISTS ${signature}`)
}
