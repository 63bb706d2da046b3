import MiniSearch from 'minisearch'
import { Compounds } from './compounds.ts'
import { baseOf, namesFor, type Naming, type SearchEntry } from './entry.ts'
import { stemOf, wishOf, wordsOf } from './words.ts'

/** An index of entries for readers of one language. */
export interface SearchIndex {
  mini: MiniSearch
  compounds: Compounds
  /** Whose endings are cut from what is typed, the readers' own first. */
  languages: string[]
  /** Ids of the entries wanted most. */
  popular: ReadonlySet<string>
  /** Words of the town's own name, folded: they say nothing about what is wanted. */
  town: ReadonlySet<string>
}

/** What is kept apart of an entry, since a word counts more in its title than in its summary. */
export const fields = ['title', 'synonyms', 'wholes', 'parts', 'summary', 'office', 'foreign'] as const
type Document = Record<'id' | (typeof fields)[number], string>

/** So many entries take about a millisecond on a laptop. */
const ENTRIES_PER_STEP = 5

/**
 * Builds the index of entries for readers of a language (BCP 47). Keep it, it is not cheap.
 * @param office name of the town hall, e.g. Stadt Merseburg: its words say nothing about a wish
 */
export function buildIndex(entries: readonly SearchEntry[], locale: string, office = ''): SearchIndex {
  const steps = buildInSteps(entries, locale, office)
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}

/** As `buildIndex`, a few milliseconds at a time: whoever is typing meanwhile should not notice. */
export function* buildInSteps(
  entries: readonly SearchEntry[],
  locale: string,
  office = '',
): Generator<void, SearchIndex, void> {
  const own = baseOf(locale)
  const town = new Set(wordsOf(office))
  const languages = [
    ...new Set([own, ...entries.flatMap(({ names }) => names.map((naming) => baseOf(naming.locale)))]),
  ]
  const vocabulary = new Set(entries.flatMap((entry) => wordsOf(spoken(namesFor(entry.names, locale).own))))
  const stem = (word: string) => stemOf(word, own)
  const compounds = new Compounds([...vocabulary, ...[...vocabulary].map(stem)], stem)
  yield

  const mini = new MiniSearch<Document>({
    fields: [...fields],
    tokenize: (text) => text.split(' '),
    processTerm: (term) => term,
  })
  for (let start = 0; start < entries.length; start += ENTRIES_PER_STEP) {
    mini.addAll(
      entries
        .slice(start, start + ENTRIES_PER_STEP)
        .map((entry) => documentOf(entry, locale, compounds, town)),
    )
    yield
  }
  const popular = new Set(entries.flatMap((entry) => (entry.popular ? [entry.id] : [])))
  return { mini, compounds, languages, popular, town }
}

function documentOf(
  { id, names, summary, office }: SearchEntry,
  locale: string,
  compounds: Compounds,
  town: ReadonlySet<string>,
): Document {
  const reader = baseOf(locale)
  const { own, foreign } = namesFor(names, locale)
  return {
    id,
    title: own.flatMap(({ title, locale }) => terms(title ?? '', locale)).join(' '),
    synonyms: own.flatMap(({ synonyms, locale }) => terms(synonyms.join(' '), locale)).join(' '),
    wholes: own
      .flatMap(({ title, synonyms }) => [title ?? '', ...synonyms])
      .map((name) => wholeOf(wishOf(name, town), reader))
      .join(' '),
    parts: wordsOf(spoken(own))
      .flatMap((word) => compounds.partsOf(word))
      .map((part) => stemOf(part, reader))
      .join(' '),
    summary: terms(summary, reader).join(' '),
    office: wordsOf(office)
      .flatMap((word) => [word, ...compounds.partsOf(word)])
      .map((word) => stemOf(word, reader))
      .join(' '),
    foreign: foreign.flatMap((naming) => terms(spoken([naming]), naming.locale)).join(' '),
  }
}

/** Several words as one, so that spacing makes no difference. */
export const wholeOf = (words: readonly string[], language: string): string =>
  words.map((word) => stemOf(word, language)).join('')

const spoken = (names: readonly Naming[]): string =>
  names.flatMap(({ title, synonyms }) => [title ?? '', ...synonyms]).join(' ')

/** Each word as it is and without its ending. */
const terms = (text: string, locale: string): string[] =>
  wordsOf(text).flatMap((word) => [...new Set([word, stemOf(word, locale)])])
