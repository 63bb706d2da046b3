import { dayOf } from '../availability/calendar.ts'
import type { Day, Slot, Visit } from '../availability/model.ts'
import { minuteOf } from '../kernel/instant.ts'
import type { PlannedDay } from '../live/office-days.ts'
import type { Candidate } from './candidates.ts'

/**
 * The starts and desks that a caller may book: for citizens those that are offered, for the office all free ones.
 * Reserving, moving and alternatives are implemented once, with this rule as a parameter.
 */
export interface BookingRule {
  zone: string
  /** Whether hours that are reserved for the office are included. */
  withReserved: boolean
  /** The free time of a day from memory; null if the cache does not contain the data for this rule. */
  cachedDay(visit: Visit, day: Day): PlannedDay | null
  /** The allowed desks for a start, best first. */
  candidates(day: PlannedDay, visit: Visit, startsAt: Date, booking: BookingPlace): Candidate[]
  /** The slots of a day, in order. */
  slotsOn(visit: Visit, day: Day): Promise<Slot[]>
  /** The first slots from an instant on. */
  nextSlots(visit: Visit, after: Date, first: number): Promise<Slot[]>
}

/** The booking that needs a desk. */
export interface BookingPlace {
  /** Also the seed that distributes callers over equally good desks. */
  id: string
  /** Its present desk; absent: a new booking. */
  deskId?: string
}

const MAX_ALTERNATIVES = 3

/**
 * The alternatives to a start that is taken, by time: the nearest on the same day, then the next ones on later days; if
 * there are none, the earliest of all.
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
  const found = ofDay.sort((a, b) => distance(a) - distance(b)).slice(0, MAX_ALTERNATIVES)
  const missing = MAX_ALTERNATIVES - found.length
  if (missing > 0) {
    // The result may contain the slots found so far and the start itself, so more are requested than needed.
    const next = await rule.nextSlots(visit, startsAt, MAX_ALTERNATIVES + found.length + 1)
    const known = new Set(found.map(({ from }) => from))
    found.push(...next.filter((slot) => other(slot) && !known.has(slot.from)).slice(0, missing))
  }
  if (found.length === 0) found.push(...(await rule.nextSlots(visit, now, MAX_ALTERNATIVES)).filter(other))
  return found.sort((a, b) => a.from - b.from)
}
