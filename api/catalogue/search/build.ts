import MiniSearch from 'minisearch'
import { Compounds } from './compounds.ts'
import { baseOf, namesFor, type Naming, type SearchEntry } from './entry.ts'
import { queryWords, stemOf, wordsOf } from './words.ts'

/** An index of entries for readers of one language. */
export interface SearchIndex {
  mini: MiniSearch
  compounds: Compounds
  /** Languages by which query words are stemmed, the reader's first. */
  languages: string[]
  /** Ids of popular entries. */
  popular: ReadonlySet<string>
  /** Words of the town's name, folded: ignored in queries, because all entries are about the town. */
  townWords: ReadonlySet<string>
}

/** Indexed separately, because a word has another weight in a title than in a summary. */
const fields = ['title', 'synonyms', 'wholeNames', 'parts', 'summary', 'office', 'foreign'] as const
type Document = Record<'id' | (typeof fields)[number], string>

/** Longest slice of work before the event loop continues: half a frame at 60 Hz. */
const SLICE_MS = 8

/**
 * Builds the index of entries for readers of a language (BCP 47). Takes about a millisecond an entry, so cache it.
 * @param office name of the town hall, e.g. Stadt Merseburg; its words are ignored in queries
 */
export function buildIndex(entries: readonly SearchEntry[], locale: string, office = ''): SearchIndex {
  const steps = buildInSteps(entries, locale, office)
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}

/** As `buildIndex`, in slices of a few milliseconds, so that the event loop is not blocked. */
export async function buildIndexInSlices(
  entries: readonly SearchEntry[],
  locale: string,
  office = '',
): Promise<SearchIndex> {
  const steps = buildInSteps(entries, locale, office)
  for (let began = performance.now(); ;) {
    const { done, value } = steps.next()
    if (done) return value
    if (performance.now() - began < SLICE_MS) continue
    await new Promise((resume) => setTimeout(resume))
    began = performance.now()
  }
}

function* buildInSteps(
  entries: readonly SearchEntry[],
  locale: string,
  office: string,
): Generator<void, SearchIndex, void> {
  const townWords = new Set(wordsOf(office))
  const reader = baseOf(locale)
  const languages = new Set([reader])
  const vocabulary = new Set<string>()
  for (const { names } of entries) {
    for (const naming of names) languages.add(baseOf(naming.locale))
    for (const word of wordsOf(joined(namesFor(names, locale).own))) {
      vocabulary.add(word)
      vocabulary.add(stemOf(word, reader))
    }
    yield
  }
  const compounds = new Compounds(vocabulary, (word) => stemOf(word, reader))
  const partsOf = cached((word) => compounds.partsOf(word).map((part) => stemOf(part, reader)))

  const mini = new MiniSearch<Document>({
    fields: [...fields],
    tokenize: (text) => text.split(' '),
    processTerm: (term) => term,
  })
  for (const entry of entries) {
    mini.add(documentOf(entry, locale, partsOf, townWords))
    yield
  }
  const popular = new Set(entries.flatMap((entry) => (entry.popular ? [entry.id] : [])))
  return { mini, compounds, languages: [...languages], popular, townWords }
}

function documentOf(
  { id, names, summary, office }: SearchEntry,
  locale: string,
  partsOf: (word: string) => string[],
  townWords: ReadonlySet<string>,
): Document {
  const reader = baseOf(locale)
  const { own, foreign } = namesFor(names, locale)
  return {
    id,
    title: own.flatMap(({ title, locale }) => terms(title ?? '', locale)).join(' '),
    synonyms: own.flatMap(({ synonyms, locale }) => terms(synonyms.join(' '), locale)).join(' '),
    wholeNames: own
      .flatMap(({ title, synonyms }) => [title ?? '', ...synonyms])
      .map((name) => joinedStems(queryWords(name, townWords), reader))
      .join(' '),
    parts: wordsOf(joined(own)).flatMap(partsOf).join(' '),
    summary: terms(summary, reader).join(' '),
    office: wordsOf(office)
      .flatMap((word) => [stemOf(word, reader), ...partsOf(word)])
      .join(' '),
    foreign: foreign.flatMap((naming) => terms(joined([naming]), naming.locale)).join(' '),
  }
}

/** The stems of words joined to one term, so that spacing does not matter. */
export const joinedStems = (words: readonly string[], language: string): string =>
  words.map((word) => stemOf(word, language)).join('')

/** Titles and synonyms as one text. */
const joined = (names: readonly Naming[]): string =>
  names.flatMap(({ title, synonyms }) => [title ?? '', ...synonyms]).join(' ')

/** Each word and its stem. */
const terms = (text: string, locale: string): string[] =>
  wordsOf(text).flatMap((word) => [...new Set([word, stemOf(word, locale)])])

/** Caches by word: words repeat in a catalogue, and splitting compounds is most of the work. */
function cached<T>(work: (word: string) => T): (word: string) => T {
  const known = new Map<string, T>()
  return (word) => {
    if (!known.has(word)) known.set(word, work(word))
    return known.get(word)!
  }
}
