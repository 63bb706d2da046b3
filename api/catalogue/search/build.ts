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
const fields = ['title', 'synonyms', 'wholes', 'parts', 'summary', 'office', 'foreign'] as const
type Document = Record<'id' | (typeof fields)[number], string>

/** So long may building go on before others get their turn: half of what a screen needs for a new picture. */
const AT_A_TIME_MS = 8

/**
 * Builds the index of entries for readers of a language (BCP 47). Keep it, it takes about a millisecond an entry.
 * @param office name of the town hall, e.g. Stadt Merseburg: its words say nothing about a wish
 */
export function buildIndex(entries: readonly SearchEntry[], locale: string, office = ''): SearchIndex {
  const steps = buildInSteps(entries, locale, office)
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}

/** As `buildIndex`, with pauses: whoever is typing, or being served, meanwhile does not notice. */
export async function buildIndexAside(
  entries: readonly SearchEntry[],
  locale: string,
  office = '',
): Promise<SearchIndex> {
  const steps = buildInSteps(entries, locale, office)
  for (let began = performance.now(); ;) {
    const { done, value } = steps.next()
    if (done) return value
    if (performance.now() - began < AT_A_TIME_MS) continue
    await new Promise((resume) => setTimeout(resume))
    began = performance.now()
  }
}

function* buildInSteps(
  entries: readonly SearchEntry[],
  locale: string,
  office: string,
): Generator<void, SearchIndex, void> {
  const town = new Set(wordsOf(office))
  const reader = baseOf(locale)
  const languages = new Set([reader])
  const vocabulary = new Set<string>()
  for (const { names } of entries) {
    for (const naming of names) languages.add(baseOf(naming.locale))
    for (const word of wordsOf(spoken(namesFor(names, locale).own))) {
      vocabulary.add(word)
      vocabulary.add(stemOf(word, reader))
    }
    yield
  }
  const compounds = new Compounds(vocabulary, (word) => stemOf(word, reader))
  const partsOf = remembered((word) => compounds.partsOf(word).map((part) => stemOf(part, reader)))

  const mini = new MiniSearch<Document>({
    fields: [...fields],
    tokenize: (text) => text.split(' '),
    processTerm: (term) => term,
  })
  for (const entry of entries) {
    mini.add(documentOf(entry, locale, partsOf, town))
    yield
  }
  const popular = new Set(entries.flatMap((entry) => (entry.popular ? [entry.id] : [])))
  return { mini, compounds, languages: [...languages], popular, town }
}

function documentOf(
  { id, names, summary, office }: SearchEntry,
  locale: string,
  partsOf: (word: string) => string[],
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
    parts: wordsOf(spoken(own)).flatMap(partsOf).join(' '),
    summary: terms(summary, reader).join(' '),
    office: wordsOf(office)
      .flatMap((word) => [stemOf(word, reader), ...partsOf(word)])
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

/** Words come again in a catalogue, and taking one apart is most of the work. */
function remembered<T>(work: (word: string) => T): (word: string) => T {
  const known = new Map<string, T>()
  return (word) => {
    if (!known.has(word)) known.set(word, work(word))
    return known.get(word)!
  }
}
