import { buildIndex, nearest, search, type SearchEntry } from '../../api/catalogue/search/index.ts'
import { merseburgEntries } from '../unit/catalogue/merseburg-index.ts'
import { holdout } from '../unit/catalogue/search-eval/holdout.ts'
import { train } from '../unit/catalogue/search-eval/train.ts'
import { unseen } from '../unit/catalogue/search-eval/unseen.ts'
import { percentile } from './load.ts'
import { short, table } from './table.ts'

/** Number of entries of a large city. */
const MANY = 2_000
const ROUNDS = 3

/**
 * Measures the evaluation queries in Merseburg's catalogue and in one of a large city: milliseconds for a search and for
 * building the index. Node runs the same code as browsers.
 */
export async function measureSearch(): Promise<string> {
  const own = await merseburgEntries('de')
  const row = (entries: readonly SearchEntry[]): string[] => {
    const began = performance.now()
    const index = buildIndex(entries, 'de')
    const built = performance.now() - began
    const latencies: number[] = []
    for (let round = 0; round <= ROUNDS; round++) {
      for (const { text } of [...train, ...holdout, ...unseen]) {
        const start = performance.now()
        if (search(index, text).length === 0) nearest(index, text)
        // The first round is a warm-up for the compiler.
        if (round > 0) latencies.push(performance.now() - start)
      }
    }
    const sorted = Float64Array.from(latencies).sort()
    const shares = [0.5, 0.95, 0.99].map((share) => short(percentile(sorted, share)))
    return [`a query in ${entries.length.toLocaleString('en')} entries`, ...shares, short(built)]
  }
  return table(['', 'p50 ms', 'p95 ms', 'p99 ms', 'index built in ms'], [row(own), row(grown(own, MANY))])
}

/** Extends a catalogue to a number of entries of the same length, whose words are compounds of the given ones. */
function grown(entries: readonly SearchEntry[], size: number): SearchEntry[] {
  const words = [
    ...new Set(
      entries.flatMap(({ names }) => names.flatMap(({ synonyms }) => synonyms.join(' ').split(' '))),
    ),
  ]
  let turn = 0
  // The step is a prime, so that pairs of words rarely repeat.
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
