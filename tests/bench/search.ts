import { buildIndex, nearest, search, type SearchEntry } from '../../api/catalogue/search/index.ts'
import { merseburgEntries } from '../unit/catalogue/merseburg-index.ts'
import { heldBack } from '../unit/catalogue/search-eval/holdout.ts'
import { known } from '../unit/catalogue/search-eval/train.ts'
import { strangers } from '../unit/catalogue/search-eval/unseen.ts'
import { percentile } from './load.ts'
import { short, table } from './table.ts'

/** As many as a large city offers. */
const MANY = 2_000
const ROUNDS = 3

/**
 * Searches with what citizens type, in Merseburg's catalogue and in one of a large city: milliseconds for a search and
 * for building the index, in Node as in a browser.
 */
export async function measureSearch(): Promise<string> {
  const own = await merseburgEntries('de')
  const row = (entries: readonly SearchEntry[]): string[] => {
    const began = performance.now()
    const index = buildIndex(entries, 'de')
    const built = performance.now() - began
    const latencies: number[] = []
    for (let round = 0; round <= ROUNDS; round++) {
      for (const { text } of [...known, ...heldBack, ...strangers]) {
        const start = performance.now()
        if (search(index, text).length === 0) nearest(index, text)
        // The first round is for the compiler.
        if (round > 0) latencies.push(performance.now() - start)
      }
    }
    const sorted = Float64Array.from(latencies).sort()
    const shares = [0.5, 0.95, 0.99].map((share) => short(percentile(sorted, share)))
    return [`a wish among ${entries.length.toLocaleString('en')} entries`, ...shares, short(built)]
  }
  return table(['', 'p50 ms', 'p95 ms', 'p99 ms', 'index built in ms'], [row(own), row(grown(own, MANY))])
}

/** A catalogue of so many entries: the given ones, then others of the same length with compounds of their words. */
function grown(entries: readonly SearchEntry[], size: number): SearchEntry[] {
  const words = [
    ...new Set(
      entries.flatMap(({ names }) => names.flatMap(({ synonyms }) => synonyms.join(' ').split(' '))),
    ),
  ]
  let turn = 0
  // Steps that share no factor with the number of words, so that pairs hardly come again.
  const compound = () =>
    words[(turn = (turn + 7_919) % words.length)]! + words[(turn * 31) % words.length]!.toLowerCase()
  const others = Array.from({ length: size - entries.length }, (_, index): SearchEntry => {
    const model = entries[index % entries.length]!
    return {
      ...model,
      id: `${model.id}-${index}`,
      names: model.names.map((naming) => ({
        ...naming,
        title: `${compound()} ${compound()}`,
        synonyms: naming.synonyms.map(compound),
      })),
    }
  })
  return [...entries, ...others]
}
