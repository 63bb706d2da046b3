import type { Field, Fields, Values } from './field.ts'

/** Values by field. Of a draft, so they may be missing or invalid. */
export type Content = Readonly<Record<string, unknown>>

/** The value of a field in a new entry. */
export function emptyValue(field: Field): unknown {
  switch (field.kind) {
    case 'text':
      return field.nullable ? null : {}
    case 'textList':
      return {}
    case 'checkbox':
      return false
    case 'number':
      return field.empty
    case 'currency':
      return 'EUR'
    case 'id':
    case 'reference':
      return ''
    case 'references':
    case 'lines':
    case 'rows':
      return []
    case 'cents':
    case 'line':
    case 'link':
    case 'choice':
    case 'group':
      return null
  }
}

/** The content of a new entry, or of a new row in it. */
export const emptyContent = (fields: Fields): Content => mapFields(fields, emptyValue)

/**
 * Adds the missing fields with their empty values. So a field that is added to the descriptions is not a difference in
 * drafts, in the history and in imports.
 */
export function completeContent(fields: Fields, content: Content): Content {
  const completed: Record<string, unknown> = { ...emptyContent(fields), ...content }
  for (const [name, field] of Object.entries(fields)) {
    const rows = completed[name]
    if (field.kind === 'rows' && Array.isArray(rows))
      completed[name] = rows.map((row: unknown) =>
        isContent(row) ? { ...emptyContent(field.fields), ...row } : row,
      )
  }
  return completed
}

/** The described fields of an entry. Ids are sorted, so that equal contents are equal values. */
export function contentOf<All extends Fields>(fields: All, entry: object): Values<All> {
  const content = mapFields(fields, (field, name) => {
    const value = (entry as Content)[name]
    if (field.kind === 'references') return (value as string[]).toSorted()
    if (field.kind === 'rows') return (value as Content[]).map((row) => contentOf(field.fields, row))
    return value
  })
  return content as Values<All>
}

export const mapFields = <Value>(
  fields: Fields,
  valueOf: (field: Field, name: string) => Value,
): Record<string, Value> =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, valueOf(field, name)]))

/** A described field, and the rest of a path below it: a language, an index in a list. */
export interface FoundField {
  field: Field
  rest: readonly string[]
}

/** The field at a path: `documents.0.title.en` is the field title with the rest `en`; null: unknown field. */
export function fieldAt(fields: Fields, [name = '', ...rest]: readonly string[]): FoundField | null {
  const field = fields[name]
  if (!field) return null
  const inner =
    field.kind === 'rows'
      ? fieldAt(field.fields, rest.slice(1))
      : field.kind === 'group'
        ? fieldAt(field.fields, rest)
        : null
  return inner ?? { field, rest }
}

const isContent = (value: unknown): value is Content =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
