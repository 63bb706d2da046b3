import type { ClientBase } from 'pg'
import type { Row } from './rows.ts'

/** Rows that a write really touched, over all tables. */
export interface Tally {
  created: number
  updated: number
  removed: number
}

/*
 * Rows that already are as wanted are never written, not even with the same values: every written row goes
 * through the change feed to everybody who looks at the catalogue. PostgreSQL compares, because only there is
 * jsonb equal whatever the order of its keys.
 */

/**
 * Makes each wanted row exist with exactly these columns, found by its key; columns that the rows do not name
 * keep their values. All rows name the same columns.
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
     RETURNING xmax = 0 AS created`, // xmax is set where a former version of the row was replaced
    [JSON.stringify(rows)],
  )
  tally.created += written.filter(({ created }) => created).length
  tally.updated += written.filter(({ created }) => !created).length
}

/**
 * Removes rows that are not wanted, compared by `columns`; only among those whose `scope.column` is one of
 * `scope.ids`, when a scope is given.
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

/** Makes a table of rows without identity (relations, weekly hours) hold exactly these, within the scope. */
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

/** Names come from this folder's code, never from a catalogue. */
const quoted = (name: string) => `"${name}"`
