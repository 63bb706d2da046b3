import pg from 'pg'

/** A type of the database, with its kind in JavaScript. */
export interface SqlType {
  oid: number
  name: string
  value: ValueKind
  /** Labels of an enum. */
  labels: string[] | null
  /** For a list: the type of its elements. */
  element: SqlType | undefined
}

/** The kind of a value that pg returns. The elements of a `list` have their own kind; `json` is any JSON value. */
export type ValueKind = 'string' | 'number' | 'boolean' | 'date' | 'bytes' | 'json' | 'list' | 'object'

/** Types and columns of a database. */
export interface Catalog {
  typeOf(oid: number): SqlType
  /** Whether a column of a table is NOT NULL. */
  isNotNull(tableId: number, columnId: number): boolean
}

interface TypeRow {
  oid: number
  name: string
  category: string
  element: number
  labels: string[] | null
}

/** Reads all types and columns once. */
export async function readCatalog(client: pg.Client): Promise<Catalog> {
  const { rows: types } = await client.query<TypeRow>(TYPES)
  const { rows: columns } = await client.query<{ key: string }>(NOT_NULL_COLUMNS)
  const byOid = new Map(types.map((type) => [type.oid, type]))
  const notNull = new Set(columns.map(({ key }) => key))
  const typeOf = (oid: number): SqlType => {
    const row = byOid.get(oid)!
    const element = row.category === 'A' ? typeOf(row.element) : undefined
    const { name, labels } = row
    return { oid, name, labels, element, value: kindOf(row, element) }
  }
  return { typeOf, isNotNull: (table, column) => notNull.has(`${table}.${column}`) }
}

const TYPES = `
  SELECT oid, typname::text AS name, typcategory::text AS category, typelem AS element,
         (SELECT array_agg(enumlabel::text ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid) AS labels
    FROM pg_type t`
const NOT_NULL_COLUMNS = `
  SELECT attrelid::text || '.' || attnum AS key FROM pg_attribute WHERE attnotnull`

/** Determines the kind by pg's parser for the type, with a text as PostgreSQL would send it. */
function kindOf({ oid, name, category }: TypeRow, element: SqlType | undefined): ValueKind {
  if (name === 'json' || name === 'jsonb') return 'json'
  const parse = pg.types.getTypeParser(oid, 'text') as (text: string) => unknown
  const value = parse(SAMPLES[name] ?? (element ? '{}' : SAMPLES_OF_CATEGORY[category]) ?? 'text')
  if (Array.isArray(value)) return 'list'
  if (value instanceof Date) return 'date'
  if (value instanceof Uint8Array) return 'bytes'
  return typeof value as 'string' | 'number' | 'boolean' | 'object'
}

const SAMPLES: Record<string, string> = { bytea: '\\x00' }
/** By `pg_type.typcategory`: boolean, number, time, interval. */
const SAMPLES_OF_CATEGORY: Record<string, string> = {
  B: 't',
  N: '1',
  D: '2026-01-01 00:00:00+00',
  T: '1 day',
}
