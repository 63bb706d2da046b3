import MiniSearch from 'minisearch'
import { Compounds } from './compounds.ts'
import { fallbackChain, textOf, textsOf } from './text.ts'
import { stemOf, wishOf, wordsOf } from './words.ts'

/*
 * Finding by wish: what people type is colloquial, misspelled, compounded, in their language or in German.
 * Pure and free of Node: pages search the same way without a network. MiniSearch ranks (BM25, prefixes, typos);
 * here is only what it cannot know: endings, umlauts, compounds, and which language a text is in.
 */

/** What is searched of a service or a referral; texts are maps by language as everywhere in the catalogue. */
export interface SearchEntry {
  id: string
  title: unknown
  /** Words that people type for it. */
  synonyms: unknown
  summary: unknown
  /** Among those wanted most; decides between equals. */
  popular?: boolean
}

/** An index of entries for readers of one language; build it once, it is not cheap (about 50 ms for 100 entries on a laptop). */
export interface SearchIndex {
  mini: MiniSearch
  compounds: Compounds
  /** Whose endings are cut from what is typed, the readers' own first. */
  languages: string[]
  /** Ids of the entries wanted most. */
  popular: ReadonlySet<string>
}

export interface SearchHit {
  id: string
  /** Comparable within one search only. */
  score: number
}

/** What is so much fainter than the best hit was found by chance: a typing error away, or in a summary. */
const faintest = 0.08

const boost = { title: 3, synonyms: 2.5, wholes: 3, parts: 1, summary: 0.5, foreign: 1 }
const weights = { compound: 0.6, lastPart: 0.5, prefix: 0.4, fuzzy: 0.4 }
const ranking = {
  fields: ['title', 'synonyms', 'parts', 'summary', 'foreign'],
  boost,
  weights,
  bm25: { k: 1.2, b: 0.3, d: 0.5 },
}

/** Builds the index of entries for readers of a language (BCP 47). */
export function buildIndex(entries: readonly SearchEntry[], locale: string): SearchIndex {
  const own = fallbackChain(locale)[0]!
  const languages = [...new Set([own, ...entries.flatMap(({ title }) => languagesOf(title))].map(baseOf))]
  const vocabulary = entries.flatMap(({ title, synonyms }) =>
    wordsOf([textOf(title, own), ...textsOf(synonyms, own)].join(' ')),
  )
  const stem = (word: string) => stemOf(word, own)
  const compounds = new Compounds([...vocabulary, ...vocabulary.map(stem)], stem)

  const mini = new MiniSearch({
    fields: Object.keys(boost),
    tokenize: (text) => text.split(' '),
    processTerm: (term) => term,
  })
  mini.addAll(entries.map((entry) => documentOf(entry, own, compounds)))
  const popular = new Set(entries.flatMap((entry) => (entry.popular ? [entry.id] : [])))
  return { mini, compounds, languages, popular }
}

/** Ids of the entries that fit what somebody typed, best first; empty when the text says nothing. */
export function search(index: SearchIndex, text: string): SearchHit[] {
  const words = wishOf(text)
  const scores = new Map<string, { sum: number; words: number }>()
  for (const word of words) {
    for (const [id, score] of scoresOf(index, word)) {
      const before = scores.get(id) ?? { sum: 0, words: 0 }
      scores.set(id, { sum: before.sum + score, words: before.words + 1 })
    }
  }
  const wholes = wholeScores(index, words)
  const hits = [...scores].map(([id, { sum, words: matched }]) => {
    const wanted = index.popular.has(id) ? 1.05 : 1
    // An entry that fits two words of three is worth more than one that fits one of them very well.
    return { id, score: wanted * (sum * (matched / words.length) + (wholes.get(id) ?? 0)) }
  })
  const best = Math.max(0, ...hits.map(({ score }) => score))
  return hits.filter(({ score }) => score >= best * faintest).sort((a, b) => b.score - a.score)
}

type Scores = Map<string, number>

/** How well each entry fits one word: by itself, as the beginning of one, misspelled, or by its parts. */
function scoresOf({ mini, compounds, languages }: SearchIndex, word: string): Scores {
  const best: Scores = new Map()
  const keep = (id: string, score: number) => best.set(id, Math.max(score, best.get(id) ?? 0))
  for (const term of new Set([word, ...languages.map((language) => stemOf(word, language))])) {
    const hits = mini.search(term, {
      ...ranking,
      prefix: term.length >= 3,
      fuzzy: term.length >= 5 ? 0.2 : false,
    })
    for (const { id, score } of hits) keep(id as string, score)
  }
  for (const [id, score] of compoundScores(mini, compounds.partsOf(word))) keep(id, score)
  return best
}

/** How well each entry fits a compound that it does not have as such, by those of its parts that it has. */
function compoundScores(mini: MiniSearch, parts: string[]): Scores {
  const found = new Map<string, number[]>()
  parts.forEach((part, index) => {
    // The last part says what sort of thing it is (-anmeldung, -ausweis); those before it say which one.
    const weight = index > 0 && index === parts.length - 1 ? weights.lastPart : 1
    for (const { id, score } of mini.search(part, ranking)) {
      found.set(id as string, [...(found.get(id as string) ?? []), score * weight])
    }
  })
  const total = (scores: number[]) => scores.reduce((sum, score) => sum + score)
  return new Map(
    [...found].map(([id, scores]) => [id, weights.compound * total(scores) * (scores.length / parts.length)]),
  )
}

/** Entries one of whose names is just what was typed, in any spacing and almost any spelling. */
function wholeScores({ mini, languages }: SearchIndex, words: string[]): Scores {
  const whole = words.map((word) => stemOf(word, languages[0]!)).join('')
  const hits = mini.search(whole, { ...ranking, fields: ['wholes'], fuzzy: 0.15 })
  return new Map(hits.map(({ id, score }) => [id as string, score]))
}

function documentOf({ id, title, synonyms, summary }: SearchEntry, own: string, compounds: Compounds) {
  const names = [textOf(title, own), ...textsOf(synonyms, own)]
  const others = languagesOf(title).filter((language) => baseOf(language) !== baseOf(own))
  const terms = (text: string, locale: string) =>
    wordsOf(text).flatMap((word) => [...new Set([word, stemOf(word, locale)])])
  return {
    id,
    title: terms(textOf(title, own), own).join(' '),
    synonyms: textsOf(synonyms, own)
      .flatMap((text) => terms(text, own))
      .join(' '),
    wholes: names
      .map((text) =>
        wishOf(text)
          .map((word) => stemOf(word, own))
          .join(''),
      )
      .join(' '),
    parts: wordsOf(names.join(' '))
      .flatMap((word) => compounds.partsOf(word))
      .map((part) => stemOf(part, own))
      .join(' '),
    summary: terms(textOf(summary, own), own).join(' '),
    foreign: others
      .flatMap((language) =>
        [textOf(title, language), ...textsOf(synonyms, language)].flatMap((text) => terms(text, language)),
      )
      .join(' '),
  }
}

const languagesOf = (map: unknown) => (typeof map === 'object' && map ? Object.keys(map) : [])
const baseOf = (locale: string) => locale.split('-')[0]!.toLowerCase()
