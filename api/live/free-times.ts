import { daySpan } from '../availability/calendar.ts'
import type { BookableWindow, Day, DeskDay, Slot, Visit } from '../availability/model.ts'
import { deskDayOf } from '../availability/plan.ts'
import { slotsOfDay } from '../availability/slots.ts'
import { type Plan, plansFor } from './plan.ts'
import { expiryOf } from './occupancies.ts'
import type { OccupancyCache } from './occupancy-cache.ts'

/** A computed value, valid until the first hold in it expires; null: no hold in it can expire. */
interface Cached<T> {
  value: T
  until: Date | null
}

const isValid = ({ until }: Cached<unknown>, now: Date): boolean => until === null || until > now

/** The earliest of some instants; null if there is none. */
const earliestOf = (instants: readonly Date[]): Date | null =>
  instants.length === 0 ? null : new Date(Math.min(...instants.map(Number)))

/** Unbounded window, because a cached value must not depend on the clock. */
const ALWAYS: BookableWindow = { earliest: -Infinity, latest: Infinity }
/** The cache key is user input, so the cache of a day is bounded. */
const MAX_VISITS = 500

/** Computes free times by a plan and occupancies, and caches them until one of both changes. */
export class FreeTimes {
  readonly #occupancies: OccupancyCache
  #plan!: Plan
  #deskDays = new Map<string, Cached<DeskDay>>()
  #slots = new Map<Day, Map<string, Cached<Slot[]>>>()

  constructor(occupancies: OccupancyCache) {
    this.#occupancies = occupancies
  }

  get plan(): Plan {
    return this.#plan
  }

  /** Sets the plan and clears the cache; also called when all occupancies were loaded again. */
  use(plan: Plan): void {
    this.#plan = plan
    this.#deskDays.clear()
    this.#slots.clear()
  }

  /** Clears the cache of a desk on a day, after a change of its occupancies. */
  forget(day: Day, deskId: string): void {
    this.#deskDays.delete(`${day} ${deskId}`)
    this.#slots.delete(day)
  }

  /** All slots of a day in order, also those outside the bookable window. */
  slotsOf(day: Day, visit: Visit, now: Date): Slot[] {
    const key = `${visit.minutes} ${visit.serviceIds.toSorted().join(' ')}`
    const ofDay = this.#slots.get(day) ?? new Map<string, Cached<Slot[]>>()
    this.#slots.set(day, ofDay)
    const known = ofDay.get(key)
    if (known && isValid(known, now)) return known.value
    const deskDays = this.#cached(visit, day, now)
    const until = earliestOf(deskDays.flatMap((deskDay) => deskDay.until ?? []))
    const { from } = daySpan(day, this.#plan.office.zone)
    const slots = slotsOfDay(
      deskDays.map(({ value }) => value),
      visit,
      from,
      ALWAYS,
    )
    if (ofDay.size >= MAX_VISITS) ofDay.clear()
    ofDay.set(key, { value: slots, until })
    return slots
  }

  /** The free time of each desk that can serve the visit; empty on days that are not loaded. */
  deskDaysOf(visit: Visit, day: Day, now: Date): DeskDay[] {
    return this.#cached(visit, day, now).map(({ value }) => value)
  }

  #cached(visit: Visit, day: Day, now: Date): Cached<DeskDay>[] {
    if (!this.#occupancies.has(day)) return []
    return plansFor(visit, this.#plan).map((plan) => {
      const key = `${day} ${plan.desk.id}`
      const known = this.#deskDays.get(key)
      if (known && isValid(known, now)) return known
      const occupied = this.#occupancies.of(day, plan.desk.id)
      const expiries = occupied.flatMap((one) => expiryOf(one) ?? []).filter((expiry) => expiry > now)
      const computed = {
        value: deskDayOf(plan, day, occupied, now.getTime(), this.#plan.office),
        until: earliestOf(expiries),
      }
      this.#deskDays.set(key, computed)
      return computed
    })
  }
}
