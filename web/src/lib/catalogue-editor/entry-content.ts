import type { EntryKind } from './editor.graphql.ts'

/*
 * What a form holds and what the API keeps of an entry, from one to the other. The names of the fields are the paths of
 * the values: `title.en`, `documents.0.detail.de`. What can not be understood stays as it was typed: the API says so,
 * and it is there again.
 */

export type Content = Record<string, unknown>
export type Texts = Record<string, string>

/** Anything that answers like a sent form. */
export interface Sent {
  get(name: string): unknown
  getAll(name: string): unknown[]
  keys(): Iterable<string>
}

/** Reads the form of an entry. */
export function contentFrom(sent: Sent, kind: EntryKind, locales: readonly string[]): Content {
  const read = reader(sent, locales)
  if (kind === 'TOPIC')
    return { ...read.all(read.texts, 'title', 'description'), serviceIds: read.ids('serviceIds') }
  if (kind === 'REFERRAL')
    return {
      ...read.all(read.texts, 'title', 'office', 'detail'),
      ...read.all(read.line, 'address', 'phone', 'url'),
      synonyms: read.lists('synonyms'),
    }
  return {
    ...read.all(read.texts, 'title', 'summary'),
    ...read.all(read.lists, 'notes', 'synonyms'),
    ...read.all(read.number, 'durationMinutes', 'extraMinutesPerPerson', 'maxPersons'),
    ...read.all(read.ticked, 'walkInPossible', 'popular'),
    ...read.all(read.ids, 'topicIds', 'deskIds'),
    ...read.all(read.lines, 'legalBasis', 'leikaKeys'),
    slug: read.line('slug') ?? '',
    departmentId: read.line('departmentId') ?? '',
    mode: read.line('mode'),
    documents: read.rows('documents', (at) => ({
      title: read.texts(`${at}.title`),
      detail: read.someTexts(`${at}.detail`),
      condition: read.someTexts(`${at}.condition`),
    })),
    fees: read.rows('fees', (at) => ({
      label: read.texts(`${at}.label`),
      amountCents: read.cents(`${at}.amountCents`),
      amountMaxCents: read.cents(`${at}.amountMaxCents`),
      currency: read.line(`${at}.currency`) ?? 'EUR',
      condition: read.someTexts(`${at}.condition`),
    })),
    onlineAlternative: onlineAlternative(),
  }

  function onlineAlternative() {
    const available = read.ticked('onlineAlternative.available')
    const url = read.line('onlineAlternative.url')
    const text = read.texts('onlineAlternative.text')
    return available || url || Object.keys(text).length > 0 ? { available, url, text } : null
  }
}

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
  const texts = (name: string) => byLocale(name, line, (text) => text !== null)
  const read = {
    line,
    lines,
    texts,
    someTexts: (name: string) => orNull(texts(name)),
    /** The default language has a list, if only an empty one. */
    lists: (name: string) => ({
      ...(locales[0] && { [locales[0]]: [] }),
      ...byLocale(name, lines, (list) => list.length > 0),
    }),
    number: (name: string) => numberOf(line(name)),
    cents: (name: string) => centsOf(line(name)),
    ticked: (name: string) => sent.get(name) === 'on',
    ids: (name: string) => sent.getAll(name).map(String).toSorted(),
    rows: <Row>(name: string, row: (at: string) => Row): Row[] => {
      const places = [...sent.keys()].flatMap(
        (key) => new RegExp(`^${name}\\.(\\d+)\\.`).exec(key)?.[1] ?? [],
      )
      const numbers = [...new Set(places)].map(Number).toSorted((a, b) => a - b)
      return numbers.map((number) => row(`${name}.${number}`))
    },
    all: <Value>(how: (name: string) => Value, ...names: string[]) =>
      Object.fromEntries(names.map((name) => [name, how(name)])),
  }
  return read
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

const EMPTY_ROWS = {
  documents: { title: {}, detail: null, condition: null },
  fees: { label: {}, amountCents: null, amountMaxCents: null, currency: 'EUR', condition: null },
} as const

/**
 * The content after a button in one of its lists.
 * @param command `documents.add`, `fees.2.remove`, `documents.1.up`
 */
export function rearranged(content: Content, command: string): Content {
  const [, list, place, verb] = /^(documents|fees)\.(?:(\d+)\.)?(add|remove|up)$/.exec(command) ?? []
  if (!list || !verb) return content
  const rows = [...((content[list] as unknown[] | undefined) ?? [])]
  const at = Number(place)
  if (verb === 'add') rows.push(EMPTY_ROWS[list as keyof typeof EMPTY_ROWS])
  if (verb === 'remove') rows.splice(at, 1)
  if (verb === 'up' && at > 0) rows.splice(at - 1, 2, rows[at], rows[at - 1])
  return { ...content, [list]: rows }
}
