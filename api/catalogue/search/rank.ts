import type MiniSearch from 'minisearch'
import { type SearchIndex, wholeOf } from './build.ts'
import { isLight, stemOf, wishOf } from './words.ts'

/*
 * What people type is colloquial, misspelled, compounded, in their language or in German. MiniSearch ranks (BM25,
 * prefixes, typos); here is only what it cannot know: endings, umlauts, compounds, and how much a word says. The
 * numbers were chosen with 451 wishes of citizens (tests/unit/catalogue); small changes of them change little.
 */

export interface SearchHit {
  id: string
  /** Comparable within one search only. */
  score: number
}

/** What is so much fainter than the best hit was found by chance: a typing error away, or in a summary. */
const faintest = 0.08

/** Fewer letters begin anything. */
const SHORTEST_BEGINNING = 4

const boost = { title: 2, synonyms: 2.5, wholes: 3, parts: 1, summary: 0.25, office: 0.5, foreign: 1 }
const weights = { compound: 0.6, lastPart: 0.5, prefix: 0.2, fuzzy: 0.5, light: 0.6, popular: 1.15 }
const ranking = {
  fields: ['title', 'synonyms', 'parts', 'summary', 'office', 'foreign'],
  boost,
  weights,
  bm25: { k: 1.2, b: 0.5, d: 0 },
}

/** Entries that fit what somebody typed, best first; none when the text says nothing. */
export function search(index: SearchIndex, text: string): SearchHit[] {
  const words = wishOf(text, index.town)
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
    // An entry that fits two words of three is worth more than one that fits one of them very well.
    const covered = matched.reduce((sum, { weight }) => sum + weight, 0) / total
    const wanted = index.popular.has(id) ? weights.popular : 1
    return wanted * (sum * covered + (wholes.get(id) ?? 0))
  })
}

/**
 * For a text that nothing fits: entries with a word that begins as one of the typed words does, best first. Better
 * than no answer, but not one: say so where they are shown.
 */
export function nearest(index: SearchIndex, text: string): SearchHit[] {
  const scores: Scores = new Map()
  for (const word of wishOf(text, index.town))
    for (const [id, score] of nearScores(index, word)) scores.set(id, (scores.get(id) ?? 0) + score)
  return best(scores.keys(), (id) => scores.get(id)!)
}

function best(ids: Iterable<string>, scoreOf: (id: string) => number): SearchHit[] {
  const hits = [...ids].map((id) => ({ id, score: scoreOf(id) }))
  const top = Math.max(0, ...hits.map(({ score }) => score))
  return hits.filter(({ score }) => score >= top * faintest).sort((a, b) => b.score - a.score)
}

type Scores = Map<string, number>

/** How much a word says: “Hundemarke” more than “verloren”, which fits many entries, and “neu” hardly anything. */
function weightOf({ mini }: SearchIndex, word: string, scores: Scores): number {
  const best = Math.max(0, ...scores.values())
  const fitting = [...scores.values()].filter((score) => score >= best / 2).length
  const rarity = Math.log(1 + mini.documentCount / Math.max(1, fitting)) / Math.log(1 + mini.documentCount)
  return rarity * (isLight(word) ? weights.light : 1)
}

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

/** By the longest beginning of a word that any entry has a word with. */
function nearScores({ mini }: SearchIndex, word: string): Scores {
  for (let length = word.length - 1; length >= SHORTEST_BEGINNING; length--) {
    const hits = mini.search(word.slice(0, length), { ...ranking, prefix: true })
    if (hits.length > 0) return new Map(hits.map(({ id, score }) => [id as string, score]))
  }
  return new Map()
}

/** Entries one of whose names is just what was typed, in any spacing and almost any spelling. */
function wholeScores({ mini, languages }: SearchIndex, words: string[]): Scores {
  const hits = mini.search(wholeOf(words, languages[0]!), { ...ranking, fields: ['wholes'], fuzzy: 0.2 })
  return new Map(hits.map(({ id, score }) => [id as string, score]))
}
