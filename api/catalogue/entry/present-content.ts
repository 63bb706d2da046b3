import { FIELDS, type Field, type Fields, type ReferencesField, type RowsField } from '../fields/index.ts'
import type { EntryKind } from './content.ts'

/**
 * SQL that selects the entries of a kind from their tables: id, offered, position and content. Names come from the
 * descriptions in fields/, never from a request.
 * @param where a condition on the table `t`
 */
export function selectEntries(kind: EntryKind, where: string): string {
  // Kinds are named like their tables.
  return `SELECT id, ${kind === 'SERVICE' ? 'active' : 'true'} AS offered, position,
                 ${jsonObject(FIELDS[kind])} AS content
            FROM ${kind.toLowerCase()} t WHERE ${where}`
}

const jsonObject = (fields: Fields): string =>
  `jsonb_build_object(${Object.entries(fields)
    .map(([name, field]) => `'${name}', ${valueOf(field)}`)
    .join(', ')})`

function valueOf(field: Field): string {
  if (field.kind === 'references') return idsOf(field)
  if (field.kind === 'rows') return rowsOf(field)
  if (field.column === undefined) throw new Error(`The field ${field.label} has no column.`)
  return `"${field.column}"`
}

/** Ids are compared byte by byte, as JavaScript sorts them. */
const idsOf = ({ relation: { table, own, other } }: ReferencesField): string =>
  `(SELECT coalesce(jsonb_agg("${other}" ORDER BY "${other}" COLLATE "C"), '[]')
      FROM "${table}" WHERE "${own}" = t.id)`

const rowsOf = ({ table, fields }: RowsField): string =>
  `(SELECT coalesce(jsonb_agg(${jsonObject(fields)} ORDER BY position), '[]')
      FROM ${table} WHERE service_id = t.id)`
