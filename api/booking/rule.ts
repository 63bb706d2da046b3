import { dayOf } from '../availability/calendar.ts'
import type { Day, Slot, Visit } from '../availability/model.ts'
import { minuteOf } from '../kernel/instant.ts'
import type { PlannedDay } from '../live/office-days.ts'
import type { Candidate } from './candidates.ts'

/**
 * Which starts and desks a caller may have: citizens those that are offered, the office all that are free. Reserving,
 * moving and proposing alternatives are the same for both, with this rule as argument.
 */
export interface BookingRule {
  zone: string
  /** Whether hours count that are reserved for the office. */
  withReserved: boolean
  /** The free time of a day from memory; null when memory does not hold what the rule needs. */
  cachedDay(visit: Visit, day: Day): PlannedDay | null
  /** The desks that may be taken for a start, best first. */
  candidates(day: PlannedDay, visit: Visit, startsAt: Date, booking: BookingPlace): Candidate[]
  /** The slots of a day, in order. */
  slotsOn(visit: Visit, day: Day): Promise<Slot[]>
  /** The first slots from an instant on. */
  nextSlots(visit: Visit, after: Date, first: number): Promise<Slot[]>
}

/** The booking that needs a desk. */
export interface BookingPlace {
  /** Spreads callers over equally good desks. */
  id: string
  /** Where it is now; absent: it is new. */
  deskId?: string
}

const MOST_ALTERNATIVES = 3

/**
 * What to offer instead of a start that is taken, by time: the nearest of the same day, then the next ones after it,
 * and if there are none, the earliest.
 */
export async function alternativesTo(
  rule: BookingRule,
  visit: Visit,
  startsAt: Date,
  now: Date,
): Promise<Slot[]> {
  const start = minuteOf(startsAt)
  const other = (slot: Slot) => slot.from !== start
  const distance = (slot: Slot) => Math.abs(slot.from - start)
  const ofDay = (await rule.slotsOn(visit, dayOf(start, rule.zone))).filter(other)
  const found = ofDay.sort((a, b) => distance(a) - distance(b)).slice(0, MOST_ALTERNATIVES)
  const missing = MOST_ALTERNATIVES - found.length
  if (missing > 0) {
    // Those of the same day may come again, and the start itself.
    const next = await rule.nextSlots(visit, startsAt, MOST_ALTERNATIVES + found.length + 1)
    const known = new Set(found.map(({ from }) => from))
    found.push(...next.filter((slot) => other(slot) && !known.has(slot.from)).slice(0, missing))
  }
  if (found.length === 0) found.push(...(await rule.nextSlots(visit, now, MOST_ALTERNATIVES)).filter(other))
  return found.sort((a, b) => a.from - b.from)
}
