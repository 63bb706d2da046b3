import type MiniSearch from 'minisearch'
import { joinedStems, type SearchIndex } from './build.ts'
import { isWeak, queryWords, stemOf } from './words.ts'

/*
 * Queries are colloquial, misspelled, compounds, in the reader's language or in German. MiniSearch ranks with BM25,
 * prefixes and typing errors; this file adds stems, umlauts, compounds, and weights of words. The constants were
 * tuned with 451 queries (tests/unit/catalogue/search-eval); small changes of them have little effect.
 */

export interface SearchHit {
  id: string
  /** Comparable within one search only. */
  score: number
}

/** Lowest score in proportion to the best hit; hits below it match by accident: by a typing error, or in a summary. */
const MIN_RELATIVE_SCORE = 0.08

/** Letters; a shorter prefix matches too many words. */
const MIN_PREFIX_LENGTH = 4

const boost = { title: 2, synonyms: 2.5, wholeNames: 3, parts: 1, summary: 0.25, office: 0.5, foreign: 1 }
const weights = { compound: 0.6, lastPart: 0.5, prefix: 0.2, fuzzy: 0.5, weak: 0.6, popular: 1.15 }
const ranking = {
  fields: ['title', 'synonyms', 'parts', 'summary', 'office', 'foreign'],
  boost,
  weights,
  bm25: { k: 1.2, b: 0.5, d: 0 },
}

/** The entries that match a query, best first; none for a query without words. */
export function search(index: SearchIndex, text: string): SearchHit[] {
  const words = queryWords(text, index.townWords)
  const found = words.map((word) => {
    const scores = scoresOf(index, word)
    return { scores, weight: weightOf(index, word, scores) }
  })
  const total = found.reduce((sum, { weight }) => sum + weight, 0)
  const wholes = wholeScores(index, words)
  const ids = new Set([...found.flatMap(({ scores }) => [...scores.keys()]), ...wholes.keys()])
  return best(ids, (id) => {
    const matched = found.filter(({ scores }) => scores.has(id))
    const sum = matched.reduce((sum, { scores, weight }) => sum + weight * scores.get(id)!, 0)
    // An entry that matches two of three words ranks above one that matches one word very well.
    const covered = matched.reduce((sum, { weight }) => sum + weight, 0) / total
    const popularity = index.popular.has(id) ? weights.popular : 1
    return popularity * (sum * covered + (wholes.get(id) ?? 0))
  })
}

/**
 * For a query without matches: the entries with a word that has the same beginning as a query word, best first. Pages
 * must show that these are no matches.
 */
export function nearest(index: SearchIndex, text: string): SearchHit[] {
  const scores: Scores = new Map()
  for (const word of queryWords(text, index.townWords))
    for (const [id, score] of nearScores(index, word)) scores.set(id, (scores.get(id) ?? 0) + score)
  return best(scores.keys(), (id) => scores.get(id)!)
}

function best(ids: Iterable<string>, scoreOf: (id: string) => number): SearchHit[] {
  const hits = [...ids].map((id) => ({ id, score: scoreOf(id) }))
  const top = Math.max(0, ...hits.map(({ score }) => score))
  return hits.filter(({ score }) => score >= top * MIN_RELATIVE_SCORE).sort((a, b) => b.score - a.score)
}

type Scores = Map<string, number>

/** Weight of a word by its rarity: “Hundemarke” has a higher one than “verloren”, which matches many entries. */
function weightOf({ mini }: SearchIndex, word: string, scores: Scores): number {
  const best = Math.max(0, ...scores.values())
  const fitting = [...scores.values()].filter((score) => score >= best / 2).length
  const rarity = Math.log(1 + mini.documentCount / Math.max(1, fitting)) / Math.log(1 + mini.documentCount)
  return rarity * (isWeak(word) ? weights.weak : 1)
}

/** The score of each entry for one word: exact, as prefix, with typing errors, or by the parts of a compound. */
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

/** The score of each entry for the parts of a compound, in proportion to the number of parts that match. */
function compoundScores(mini: MiniSearch, parts: string[]): Scores {
  const found = new Map<string, number[]>()
  parts.forEach((part, index) => {
    // The last part is the general term (-anmeldung, -ausweis), so it distinguishes entries less than the parts before it.
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

/** The scores for the longest prefix of a word that matches an entry. */
function nearScores({ mini }: SearchIndex, word: string): Scores {
  for (let length = word.length - 1; length >= MIN_PREFIX_LENGTH; length--) {
    const hits = mini.search(word.slice(0, length), { ...ranking, prefix: true })
    if (hits.length > 0) return new Map(hits.map(({ id, score }) => [id as string, score]))
  }
  return new Map()
}

/** The scores of entries with a name that equals the whole query, regardless of spacing and small typing errors. */
function wholeScores({ mini, languages }: SearchIndex, words: string[]): Scores {
  const term = joinedStems(words, languages[0]!)
  const hits = mini.search(term, { ...ranking, fields: ['wholeNames'], fuzzy: 0.2 })
  return new Map(hits.map(({ id, score }) => [id as string, score]))
}
