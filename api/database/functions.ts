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
 * Updates the functions of a migrated database to prisma/functions: files that changed since they were applied are
 * applied again (CREATE OR REPLACE), all in one transaction. A function that no file defines any more, or that now has
 * other types of arguments, is dropped.
 * @param client a connection of the owner that holds the migration lock
 * @param folder of the files; prisma/functions when absent
 * @returns names of the files that were applied
 */
export async function applyFunctions(client: pg.ClientBase, folder = FOLDER): Promise<string[]> {
  const files = await readFiles(folder)
  // A release before prisma/functions existed, from which a test migrates.
  if (files.length === 0) return []
  const { rows: known } = await client.query<{ name: string; sha256: string; signatures: string[] | null }>(
    'SELECT name, sha256, signatures FROM function_file',
  )
  const changed = files.filter(
    ({ name, sha256 }) => sha256 !== known.find((one) => one.name === name)?.sha256,
  )
  const removed = known.filter(({ name }) => !files.some((file) => file.name === name))
  if (changed.length + removed.length === 0) return []
  await client.query('BEGIN')
  try {
    // Functions of different files call each other, so bodies cannot be checked while files are applied one by one.
    await client.query('SET LOCAL check_function_bodies = off')
    const replaced = removed.flatMap(({ signatures }) => signatures ?? [])
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

/**
 * Applies one file.
 * @param before signatures of the functions that its last version defined
 * @returns signatures of the functions that it defines
 */
async function apply(
  client: pg.ClientBase,
  { name, sql }: FunctionFile,
  before: string[],
): Promise<string[]> {
  const names = [...sql.matchAll(/^CREATE OR REPLACE FUNCTION (\w+)/gm)].map((match) => match[1]!)
  const locations = await locationsOf(client, names)
  await client.query('SAVEPOINT apply_file')
  try {
    await client.query(sql)
  } catch (error) {
    // 42P13 (invalid_function_definition): same types of arguments, but another return type or parameter name.
    if ((error as { code?: string }).code !== '42P13') throw Object.assign(error as Error, { file: name })
    await client.query('ROLLBACK TO SAVEPOINT apply_file')
    for (const signature of before) await client.query(`DROP FUNCTION IF EXISTS ${signature}`)
    await client.query(sql)
  }
  await client.query('RELEASE SAVEPOINT apply_file')
  const after = await locationsOf(client, names)
  return [...after]
    .filter(([signature, location]) => locations.get(signature) !== location)
    .map(([signature]) => signature)
}

/** Functions by signature, with the location of their row in pg_proc: replacing a function changes the location. */
async function locationsOf(client: pg.ClientBase, names: string[]): Promise<Map<string, string>> {
  const { rows } = await client.query<{ signature: string; location: string }>(
    `SELECT oid::regprocedure::text AS signature, oid || ' ' || ctid::text AS location FROM pg_proc
      WHERE pronamespace = current_schema()::regnamespace AND proname = ANY($1)`,
    [names],
  )
  return new Map(rows.map(({ signature, location }) => [signature, location]))
}

/** Drops functions that no file defines any more. */
async function dropUndefined(client: pg.ClientBase, signatures: string[]): Promise<void> {
  const { rows } = await client.query<{ signature: string }>(
    `SELECT signature FROM unnest($1::text[]) AS signature
      WHERE NOT EXISTS (SELECT FROM function_file WHERE signature = ANY (signatures))`,
    [signatures],
  )
  for (const { signature } of rows) await client.query(`DROP FUNCTION IF EXISTS ${signature}`)
}
