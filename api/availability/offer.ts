import type { Desk, Minute, Span } from './model.ts'
import { offeredStarts, offers } from './starts.ts'

/** The starts that are offered in a free run of a desk. Listing and booking use the same implementation. */
export interface Offer {
  /**
   * The starts of the list to choose from, sorted.
   * @param lengthMinutes the visit and the desk's buffer after it
   * @param origin the start of the office's day
   */
  starts(run: Span, lengthMinutes: number, desk: Desk, origin: Minute): Minute[]
  /** Whether a start may be booked; true for all of `starts`. */
  has(run: Span, lengthMinutes: number, desk: Desk, origin: Minute, start: Minute): boolean
}

/** Offer to citizens: starts on the desk's grid, without useless remainders, see starts.ts. */
export const TO_CITIZENS: Offer = {
  starts: (run, length, { gridMinutes, shortestMinutes }, origin) =>
    offeredStarts(run, length, gridMinutes, shortestMinutes, origin),
  has: (run, length, { gridMinutes, shortestMinutes }, origin, start) =>
    offers(run, length, gridMinutes, shortestMinutes, origin, start),
}

/** Minutes between the starts in the list for the office. */
const STEP = 5

/**
 * Offer to the office, which may leave gaps on purpose: every minute at which the visit fits may be booked. The list
 * contains multiples of five minutes and the start of each run.
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
