import type { Span } from './model.ts'

/** Merges spans into sorted spans that neither overlap nor touch; empty and inverted ones are dropped. */
export function mergedSpans(spans: Iterable<Span>): Span[] {
  const sorted = [...spans].filter((span) => span.from < span.to).sort((a, b) => a.from - b.from)
  const merged: Span[] = []
  for (const { from, to } of sorted) {
    const last = merged.at(-1)
    if (!last || last.to < from) merged.push({ from, to })
    else if (last.to < to) merged[merged.length - 1] = { from: last.from, to }
  }
  return merged
}
