import type { ClientBase } from 'pg'
import type { Row } from './rows.ts'

/** Numbers of rows written in all tables; unchanged rows do not count. */
export interface Tally {
  created: number
  updated: number
  removed: number
}

/*
 * Unchanged rows are not written, because every written row is delivered by the change feed to all open pages.
 * PostgreSQL compares the rows: its jsonb is equal for any order of keys.
 */

/**
 * Inserts or updates rows by their key. All rows have the same columns; other columns of the table keep their values.
 */
export async function upsert(client: ClientBase, tally: Tally, table: string, key: string[], rows: Row[]) {
  if (rows.length === 0) return
  const columns = columnsOf(rows)
  const rest = columns.filter((column) => !key.map(quoted).includes(column))
  const { rows: written } = await client.query<{ created: boolean }>(
    `INSERT INTO ${quoted(table)} (${columns.join()})
     SELECT ${columns.join()} FROM jsonb_populate_recordset(NULL::${quoted(table)}, $1)
     EXCEPT SELECT ${columns.join()} FROM ${quoted(table)}
     ON CONFLICT (${key.map(quoted).join()})
     DO UPDATE SET ${rest.map((column) => `${column} = excluded.${column}`).join()}
     RETURNING xmax = 0 AS created`, // xmax is set when a former version of the row was replaced
    [JSON.stringify(rows)],
  )
  tally.created += written.filter(({ created }) => created).length
  tally.updated += written.filter(({ created }) => !created).length
}

/**
 * Deletes the rows of the table that are not among `rows`, compared by `columns`.
 * @param scope only rows whose `column` is one of `ids`
 */
export async function removeOthers(
  client: ClientBase,
  tally: Tally,
  table: string,
  columns: string[],
  rows: Row[],
  scope?: { column: string; ids: string[] },
) {
  const same = columns
    .map((column) => `w.${quoted(column)} IS NOT DISTINCT FROM t.${quoted(column)}`)
    .join(' AND ')
  const inScope = scope ? `AND t.${quoted(scope.column)} = ANY($2)` : ''
  const { rowCount } = await client.query(
    `DELETE FROM ${quoted(table)} t
      WHERE NOT EXISTS (SELECT FROM jsonb_populate_recordset(NULL::${quoted(table)}, $1) w WHERE ${same}) ${inScope}`,
    scope ? [JSON.stringify(rows), scope.ids] : [JSON.stringify(rows)],
  )
  tally.removed += rowCount ?? 0
}

/** Replaces the rows of a table without own ids (relations, weekly hours), within the scope of `removeOthers`. */
export async function setExactly(
  client: ClientBase,
  tally: Tally,
  table: string,
  rows: Row[],
  columns: string[],
  scope?: { column: string; ids: string[] },
) {
  await removeOthers(client, tally, table, columns, rows, scope)
  const names = columns.map(quoted).join()
  const { rowCount } = await client.query(
    `INSERT INTO ${quoted(table)} (${names})
     SELECT ${names} FROM jsonb_populate_recordset(NULL::${quoted(table)}, $1)
     EXCEPT SELECT ${names} FROM ${quoted(table)}`,
    [JSON.stringify(rows)],
  )
  tally.created += rowCount ?? 0
}

const columnsOf = (rows: Row[]) => Object.keys(rows[0] ?? {}).map(quoted)

/** Safe: the names come from the code of this folder, not from a catalogue. */
const quoted = (name: string) => `"${name}"`
