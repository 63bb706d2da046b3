import type { Occupied, Span } from './model.ts'
import { mergedSpans } from './spans.ts'

/**
 * The open time without the taken time: sorted, disjoint runs that do not touch.
 * @param open sorted and disjoint, as `openSpans` gives it
 * @param taken closures and active occupancies, in any order; they may overlap and reach beyond the open time
 */
export function freeRuns(open: readonly Span[], taken: readonly Span[]): Span[] {
  if (taken.length === 0) return [...open]
  const cuts = mergedSpans(taken)
  const runs: Span[] = []
  let next = 0
  for (const { from, to } of open) {
    let free = from
    while (next < cuts.length && cuts[next]!.to <= from) next++
    // The last taken span may reach into the next open span, so it is used again there.
    for (let at = next; at < cuts.length && cuts[at]!.from < to; at++) {
      const cut = cuts[at]!
      if (free < cut.from) runs.push({ from: free, to: cut.from })
      free = cut.to
    }
    if (free < to) runs.push({ from: free, to })
  }
  return runs
}

/** The occupancies that count at an instant (epoch milliseconds); a hold no longer counts at its expiry. */
export function activeAt<Occupancy extends Occupied>(
  occupied: readonly Occupancy[],
  nowMs: number,
): Occupancy[] {
  return occupied.filter(({ expiresAt }) => expiresAt === null || expiresAt > nowMs)
}
