import type { Desk, Minute, Span } from './model.ts'
import { offeredStarts, offers } from './starts.ts'

/** Which starts of a desk's free run are given to whom. Listing and booking ask the same one. */
export interface Offer {
  /**
   * The starts to choose from, sorted.
   * @param lengthMinutes the visit and the desk's buffer after it
   * @param origin the start of the office's day
   */
  starts(run: Span, lengthMinutes: number, desk: Desk, origin: Minute): Minute[]
  /** Whether a start may be had; those of `starts` may. */
  has(run: Span, lengthMinutes: number, desk: Desk, origin: Minute, start: Minute): boolean
}

/** On the desk's grid, and no crumbs left: see starts.ts. */
export const TO_CITIZENS: Offer = {
  starts: (run, length, { gridMinutes, shortestMinutes }, origin) =>
    offeredStarts(run, length, gridMinutes, shortestMinutes, origin),
  has: (run, length, { gridMinutes, shortestMinutes }, origin, start) =>
    offers(run, length, gridMinutes, shortestMinutes, origin, start),
}

/** Fine enough to speak with somebody about a time. */
const STEP = 5

/**
 * To the office itself: it knows why it leaves a gap, so every minute may be had in which the visit fits; full five
 * minutes, and the start of a run, are offered.
 */
export const TO_OFFICE: Offer = {
  starts(run, length, _desk, origin) {
    const last = run.to - length
    const starts = last < run.from ? [] : [run.from]
    const next = origin + (Math.floor((run.from - origin) / STEP) + 1) * STEP
    for (let start = next; start <= last; start += STEP) starts.push(start)
    return starts
  },
  has: (run, length, _desk, _origin, start) => run.from <= start && start + length <= run.to,
}
