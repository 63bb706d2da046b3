import { MAX_RANGE_DAYS } from '@terminklick/api/limits'
import { SvelteMap } from 'svelte/reactivity'
import { listen } from '#lib/graphql/subscription.svelte.ts'
import { addDays, dayOf, type Day, type Instant } from '#lib/time/time.ts'
import { TimePage_SlotsChanged } from './live-slots.graphql.ts'
import type { Times } from '../server/load-times.ts'

/**
 * The live free times of the days that a page shows, pushed by the server. A day is unknown until its first event.
 * Create it while a component is initialised.
 */
export class LiveSlots {
  /** Free starts in milliseconds, by day. */
  #free = new SvelteMap<Day, ReadonlySet<number>>()
  #times: () => Times

  constructor(times: () => Times) {
    this.#times = times
    // Compared by value: the page's data is a new object after every load.
    const subscription = $derived(JSON.stringify(subscriptionOf(times())))
    listen(
      TimePage_SlotsChanged,
      () => {
        // The known times belong to another visit or wish.
        this.#free.clear()
        return JSON.parse(subscription) as ReturnType<typeof subscriptionOf>
      },
      ({ slotsChanged }) => {
        for (const { date, slots } of slotsChanged.days) {
          this.#free.set(date, new Set(slots.map((slot) => Date.parse(slot.startsAt))))
        }
      },
    )
  }

  isTaken(start: Instant): boolean {
    const day = this.#free.get(dayOf(start))
    return day !== undefined && !day.has(Date.parse(start))
  }

  /** Free starts of a day, if known. */
  countOf(day: Day): number | undefined {
    return this.#free.get(day)?.size
  }

  /** Whether the chosen day has starts that the page does not list. */
  get hasNew(): boolean {
    const { day } = this.#times()
    if (!day) return false
    const listed = new Set(day.slots.map((start) => Date.parse(start)))
    return [...(this.#free.get(day.date) ?? [])].some((start) => !listed.has(start))
  }

  /** Whether there are earlier starts than the earliest that the page lists, or it listed none. */
  get hasEarlier(): boolean {
    const earliest = this.#times().earliest.map((start) => Date.parse(start))
    const last = earliest.at(-1) ?? Infinity
    return [...this.#free.values()].some((day) =>
      [...day].some((start) => start < last && !earliest.includes(start)),
    )
  }
}

/**
 * The range of days to subscribe to: from the first to the last day on the page; from the earliest time, if it is near.
 * In the month view only the chosen day, to limit the amount; if no time is free, all days, because one may become free.
 * At most the days that the API allows.
 */
function subscriptionOf({ items, wish, days, month, day, earliest, today }: Times) {
  const listed = [...(month ? [] : days.map(({ date }) => date)), ...(day ? [day.date] : [])].sort()
  const first = listed[0] ?? today
  const last = listed.at(-1) ?? addDays(today, MAX_RANGE_DAYS - 1)
  const soonest = earliest[0] && dayOf(earliest[0])
  const isNear = soonest && Date.parse(first) - Date.parse(soonest) < 15 * 86_400_000
  const from = isNear && soonest < first ? soonest : first
  const limit = addDays(from, MAX_RANGE_DAYS - 1)
  return { items, wish, from, to: last < limit ? last : limit }
}
