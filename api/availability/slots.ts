import { addDays, dayOf, daySpan } from './calendar.ts'
import type {
  BookableWindow,
  Candidate,
  Desk,
  DeskDay,
  Minute,
  OfficeDay,
  Slot,
  Span,
  Visit,
} from './model.ts'
import { type Offer, TO_CITIZENS } from './offer.ts'
import { rotated } from './rotation.ts'
import { canServe } from './visit.ts'

/**
 * The starts of a day at which a visit can be booked, sorted, each with the number of desks that offer it.
 * @param deskDays the same day of different desks; those that cannot serve the visit are ignored
 * @param origin the start of the office's day
 */
export function slotsOfDay(
  deskDays: readonly DeskDay[],
  visit: Visit,
  origin: Minute,
  window: BookableWindow,
  offer: Offer = TO_CITIZENS,
): Slot[] {
  const day = hull(deskDays)
  if (!day) return []
  // A counter for each minute of the day takes a quarter of the time of a map with sorted keys.
  const free = new Uint16Array(day.to - day.from)
  for (const { desk, runs } of deskDays) {
    if (!canServe(desk, visit)) continue
    const length = lengthAt(desk, visit)
    for (const run of runs)
      for (const start of offer.starts(run, length, desk, origin)) free[start - day.from]!++
  }
  const slots: Slot[] = []
  const end = Math.min(day.to, window.latest)
  for (let from = Math.max(day.from, window.earliest); from < end; from++) {
    const desks = free[from - day.from]!
    if (desks > 0) slots.push({ from, to: from + visit.minutes, free: desks })
  }
  return slots
}

/**
 * The slots of many days in order. Days are computed lazily: `slotsInOrder(days, visit, window).take(3).toArray()`
 * computes only one day if that has three slots.
 * @param days in order
 */
export function* slotsInOrder(
  days: Iterable<OfficeDay>,
  visit: Visit,
  window: BookableWindow,
  offer: Offer = TO_CITIZENS,
): Generator<Slot, void, undefined> {
  for (const { origin, deskDays } of days) {
    if (origin >= window.latest) return
    yield* slotsOfDay(deskDays, visit, origin, window, offer)
  }
}

/**
 * The desks that offer a start, best first. The best desk is the one with the shortest free run around the visit (best
 * fit), so that long runs stay free for long visits. Equally good desks are ordered by id, rotated by the seed. Empty: no
 * desk offers the start. The bookable window is not checked.
 */
export function candidatesFor(
  deskDays: readonly DeskDay[],
  visit: Visit,
  start: Minute,
  origin: Minute,
  seed: string,
  offer: Offer = TO_CITIZENS,
): Candidate[] {
  const candidates: Candidate[] = []
  for (const { desk, runs } of deskDays) {
    if (!canServe(desk, visit)) continue
    const length = lengthAt(desk, visit)
    const run = runs.find(({ from, to }) => from <= start && start < to)
    if (!run || !offer.has(run, length, desk, origin, start)) continue
    candidates.push({ deskId: desk.id, run, slackMinutes: run.to - run.from - length })
  }
  candidates.sort((a, b) => a.slackMinutes - b.slackMinutes || (a.deskId < b.deskId ? -1 : 1))
  const equals = Map.groupBy(candidates, ({ slackMinutes }) => slackMinutes)
  return [...equals.values()].flatMap((group) => rotated(group, seed))
}

/**
 * The range of starts that may be booked at an instant (epoch milliseconds): after the lead time, and up to the end of
 * the office's day that is `horizonDays` after today.
 */
export function bookableWindow(
  nowMs: number,
  leadMinutes: number,
  horizonDays: number,
  zone: string,
): BookableWindow {
  const lastDay = addDays(dayOf(Math.floor(nowMs / 60_000), zone), horizonDays)
  return { earliest: Math.ceil(nowMs / 60_000 + leadMinutes), latest: daySpan(lastDay, zone).to }
}

/** The span from the first to the last free minute of all desks; null if no time is free. */
function hull(deskDays: readonly DeskDay[]): Span | null {
  let [from, to] = [Infinity, -Infinity]
  for (const { runs } of deskDays) {
    if (runs.length === 0) continue
    from = Math.min(from, runs[0]!.from)
    to = Math.max(to, runs.at(-1)!.to)
  }
  return from < to ? { from, to } : null
}

function lengthAt(desk: Desk, visit: Visit): number {
  return visit.minutes + desk.bufferMinutes
}
