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
 * Converts a sent form into the content of an entry. The names of the form's fields are the paths of the values:
 * `title.en`, `documents.0.detail.de`. A value that can not be converted stays as it was typed: the API reports it, and
 * the form shows it again.
 */

export type Content = Record<string, unknown>

/** Anything that answers like a sent form. */
export interface Sent {
  get(name: string): unknown
  getAll(name: string): unknown[]
  keys(): Iterable<string>
}

/** The content that a sent form of an entry describes. */
export function contentFrom(sent: Sent, kind: EntryKind, locales: readonly string[]): Content {
  const read = reader(sent, locales)
  return mapFields(FIELDS[kind], valueOf)

  function valueOf(field: Field, name: string): unknown {
    switch (field.kind) {
      case 'text':
        return field.nullable ? orNull(read.texts(name)) : read.texts(name)
      case 'textList':
        return read.lists(name)
      case 'checkbox':
        return read.ticked(name)
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

/** A group of which nothing is filled in is none. */
const groupOrNull = (group: Content): Content | null =>
  Object.values(group).some((value) => (typeof value === 'object' ? orNull(value ?? {}) : value))
    ? group
    : null

function reader(sent: Sent, locales: readonly string[]) {
  /** One line: what stands on several is put on one. */
  const line = (name: string): string | null => oneLine(sent.get(name)) || null
  const lines = (name: string): string[] =>
    String(sent.get(name) ?? '')
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
    /** The default language has a list, if only an empty one. */
    lists: (name: string) => ({
      ...(locales[0] && { [locales[0]]: [] }),
      ...byLocale(name, lines, (list) => list.length > 0),
    }),
    ticked: (name: string) => sent.get(name) === 'on',
    ids: (name: string) => sent.getAll(name).map(String).toSorted(),
    /** Paths of the rows, e.g. fees.0 and fees.2. */
    rowsAt: (name: string): string[] => {
      const places = [...sent.keys()].flatMap(
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

/** `37`, `37,5` and `1.234,50` are euros; null: nothing was typed. */
export function centsOf(text: string | null): number | string | null {
  const [, whole, fraction = ''] =
    /^(\d{1,3}(?:\.\d{3})+|\d{1,6})(?:,(\d{1,2}))?$/.exec(text?.replace(/\s*€$/, '') ?? '') ?? []
  return whole === undefined
    ? text
    : Number(whole.replaceAll('.', '')) * 100 + Number(fraction.padEnd(2, '0'))
}

/** Cents as they are typed: `37,50`; what is no amount stays as it is. */
export function eurosOf(cents: unknown): string {
  if (typeof cents !== 'number') return String(cents ?? '')
  const [whole, fraction] = (cents / 100).toFixed(2).split('.')
  return fraction === '00' ? whole! : `${whole},${fraction}`
}

/**
 * The content after a button in one of its lists.
 * @param command `documents.add`, `fees.2.remove`, `documents.1.up`
 */
export function rearranged(content: Content, command: string): Content {
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
