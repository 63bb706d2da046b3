import {
  ALL_FIELDS,
  emptyContent,
  emptyValue,
  type Field,
  type Fields,
  FIELDS,
  mapFields,
} from '@terminklick/api/catalogue-fields'
import type { EntryKind } from './editor.graphql.ts'

/*
 * Converts a submitted form into the content of an entry. The names of the fields are the paths of the values:
 * `title.en`, `documents.0.detail.de`. A value that can not be converted stays as it was typed: the API reports it, and
 * the form shows it again.
 */

export type Content = Record<string, unknown>

/** The required part of FormData. */
export interface SubmittedForm {
  get(name: string): unknown
  getAll(name: string): unknown[]
  keys(): Iterable<string>
}

/** Reads the content of an entry from its form. */
export function contentFrom(form: SubmittedForm, kind: EntryKind, locales: readonly string[]): Content {
  const read = reader(form, locales)
  return mapFields(FIELDS[kind], valueOf)

  function valueOf(field: Field, name: string): unknown {
    switch (field.kind) {
      case 'text':
        return field.nullable ? orNull(read.texts(name)) : read.texts(name)
      case 'textList':
        return read.lists(name)
      case 'checkbox':
        return read.checked(name)
      case 'number':
        return numberOf(read.line(name))
      case 'cents':
        return centsOf(read.line(name))
      case 'references':
        return read.ids(name)
      case 'lines':
        return read.lines(name)
      case 'rows':
        return read.rowsAt(name).map((row) => valuesAt(field.fields, row))
      case 'group':
        return groupOrNull(valuesAt(field.fields, name))
      case 'line':
      case 'link':
      case 'id':
      case 'reference':
      case 'choice':
      case 'currency':
        return read.line(name) ?? emptyValue(field)
    }
  }

  function valuesAt(fields: Fields, path: string): Content {
    return mapFields(fields, (field, name) => valueOf(field, `${path}.${name}`))
  }
}

/** A group without any value becomes null. */
const groupOrNull = (group: Content): Content | null =>
  Object.values(group).some((value) => (typeof value === 'object' ? orNull(value ?? {}) : value))
    ? group
    : null

function reader(form: SubmittedForm, locales: readonly string[]) {
  /** A value on one line; line breaks become spaces. */
  const line = (name: string): string | null => oneLine(form.get(name)) || null
  const lines = (name: string): string[] =>
    String(form.get(name) ?? '')
      .split('\n')
      .map(oneLine)
      .filter(Boolean)
  const byLocale = <Value>(name: string, read: (name: string) => Value, isThere: (value: Value) => boolean) =>
    Object.fromEntries(
      locales
        .map((locale) => [locale, read(`${name}.${locale}`)] as const)
        .filter(([, value]) => isThere(value)),
    )
  return {
    line,
    lines,
    texts: (name: string) => byLocale(name, line, (text) => text !== null),
    /** The default language always has a list, which may be empty. */
    lists: (name: string) => ({
      ...(locales[0] && { [locales[0]]: [] }),
      ...byLocale(name, lines, (list) => list.length > 0),
    }),
    checked: (name: string) => form.get(name) === 'on',
    ids: (name: string) => form.getAll(name).map(String).toSorted(),
    /** Paths of the rows, e.g. fees.0 and fees.2. */
    rowsAt: (name: string): string[] => {
      const places = [...form.keys()].flatMap(
        (key) => new RegExp(`^${name}\\.(\\d+)\\.`).exec(key)?.[1] ?? [],
      )
      const numbers = [...new Set(places)].map(Number).toSorted((a, b) => a - b)
      return numbers.map((number) => `${name}.${number}`)
    },
  }
}

const oneLine = (text: unknown): string =>
  String(text ?? '')
    .replaceAll(/\s+/g, ' ')
    .trim()

const orNull = <Map extends object>(map: Map): Map | null => (Object.keys(map).length > 0 ? map : null)

const numberOf = (text: string | null): number | string | null =>
  text !== null && /^\d{1,9}$/.test(text) ? Number(text) : text

/** Cents from euros: `37`, `37,5` or `1.234,50`; null for empty input, the text itself if it is not an amount. */
export function centsOf(text: string | null): number | string | null {
  const [, whole, fraction = ''] =
    /^(\d{1,3}(?:\.\d{3})+|\d{1,6})(?:,(\d{1,2}))?$/.exec(text?.replace(/\s*€$/, '') ?? '') ?? []
  return whole === undefined
    ? text
    : Number(whole.replaceAll('.', '')) * 100 + Number(fraction.padEnd(2, '0'))
}

/** Cents as euros: `37,50`; another value is returned as text. */
export function eurosOf(cents: unknown): string {
  if (typeof cents !== 'number') return String(cents ?? '')
  const [whole, fraction] = (cents / 100).toFixed(2).split('.')
  return fraction === '00' ? whole! : `${whole},${fraction}`
}

/**
 * The content after a command to add, remove or move a row.
 * @param command `documents.add`, `fees.2.remove`, `documents.1.up`
 */
export function withRowCommand(content: Content, command: string): Content {
  const [, list = '', place, verb] = /^(\w+)\.(?:(\d+)\.)?(add|remove|up)$/.exec(command) ?? []
  const field = ALL_FIELDS[list]
  if (field?.kind !== 'rows') return content
  const rows = [...((content[list] as unknown[] | undefined) ?? [])]
  const at = Number(place)
  if (verb === 'add') rows.push(emptyContent(field.fields))
  if (verb === 'remove') rows.splice(at, 1)
  if (verb === 'up' && at > 0) rows.splice(at - 1, 2, rows[at], rows[at - 1])
  return { ...content, [list]: rows }
}
