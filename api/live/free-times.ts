import { daySpan } from '../availability/calendar.ts'
import type { BookableWindow, Day, DeskDay, Slot, Visit } from '../availability/model.ts'
import { deskDayOf } from '../availability/plan.ts'
import { slotsOfDay } from '../availability/slots.ts'
import { type Plan, plansFor } from './plan.ts'
import type { OccupancyCache } from './occupancy-cache.ts'

/** Something computed, and until when (epoch milliseconds) no hold runs out that counted in it. */
interface Remembered<T> {
  value: T
  until: number
}

/** Nothing is filtered: what is remembered must not depend on the clock. */
const ALWAYS: BookableWindow = { earliest: -Infinity, latest: Infinity }
/** Strangers choose the visits: only so many are remembered for a day. */
const MOST_VISITS = 500

/** What is free by a plan and the times taken: computed once, and remembered until one of them changes. */
export class FreeTimes {
  readonly #taken: OccupancyCache
  #plan!: Plan
  #deskDays = new Map<string, Remembered<DeskDay>>()
  #slots = new Map<Day, Map<string, Remembered<Slot[]>>>()

  constructor(taken: OccupancyCache) {
    this.#taken = taken
  }

  get plan(): Plan {
    return this.#plan
  }

  /** Another plan, or times taken that were loaded anew: everything is computed again. */
  use(plan: Plan): void {
    this.#plan = plan
    this.#deskDays.clear()
    this.#slots.clear()
  }

  /** A desk has another time taken on a day. */
  forget(day: Day, deskId: string): void {
    this.#deskDays.delete(`${day} ${deskId}`)
    this.#slots.delete(day)
  }

  /** All slots of a day in order, also those that come too soon or too late to be booked. */
  slotsOf(day: Day, visit: Visit, nowMs: number): Slot[] {
    const key = `${visit.minutes} ${visit.serviceIds.toSorted().join(' ')}`
    const ofDay = this.#slots.get(day) ?? new Map<string, Remembered<Slot[]>>()
    this.#slots.set(day, ofDay)
    const known = ofDay.get(key)
    if (known && known.until > nowMs) return known.value
    const deskDays = this.#remembered(visit, day, nowMs)
    const until = Math.min(...deskDays.map((deskDay) => deskDay.until))
    const { from } = daySpan(day, this.#plan.office.zone)
    const slots = slotsOfDay(
      deskDays.map(({ value }) => value),
      visit,
      from,
      ALWAYS,
    )
    if (ofDay.size >= MOST_VISITS) ofDay.clear()
    ofDay.set(key, { value: slots, until })
    return slots
  }

  /** The free time of each desk that can do the visit; none on days that are not known. */
  deskDaysOf(visit: Visit, day: Day, nowMs: number): DeskDay[] {
    return this.#remembered(visit, day, nowMs).map(({ value }) => value)
  }

  #remembered(visit: Visit, day: Day, nowMs: number): Remembered<DeskDay>[] {
    if (!this.#taken.has(day)) return []
    return plansFor(visit, this.#plan).map((plan) => {
      const key = `${day} ${plan.desk.id}`
      const known = this.#deskDays.get(key)
      if (known && known.until > nowMs) return known
      const occupied = this.#taken.of(day, plan.desk.id)
      const expiries = occupied.flatMap(({ expiresAt }) =>
        expiresAt && expiresAt > nowMs ? [expiresAt] : [],
      )
      const computed = {
        value: deskDayOf(plan, day, occupied, nowMs, this.#plan.office),
        until: Math.min(Infinity, ...expiries),
      }
      this.#deskDays.set(key, computed)
      return computed
    })
  }
}
