import { SvelteMap } from 'svelte/reactivity'
import { listen } from '#lib/graphql/live.svelte.ts'
import { dayOf, type Day, type Instant } from '#lib/time/index.ts'
import { TimePage_SlotsChanged } from './booking.graphql.ts'
import type { Times } from './server/times.ts'

/**
 * What is free right now on the days that a page shows, as the server pushes it. Says nothing about a day
 * before it has heard of it. Make it while a component is initialised.
 */
export class LiveSlots {
  /** Starts in milliseconds, by day. */
  #free = new SvelteMap<Day, ReadonlySet<number>>()
  #times: () => Times

  constructor(times: () => Times) {
    this.#times = times
    // Compared by value: the page's data is a new object after every load.
    const range = $derived(JSON.stringify(rangeOf(times())))
    listen(
      TimePage_SlotsChanged,
      () => {
        const days = JSON.parse(range) as { from: Day; to: Day } | null
        return days && { items: times().items, ...days }
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
  hasNew(day: Day): boolean {
    const listed = new Set(this.#times().day?.slots.map((start) => Date.parse(start)))
    return [...(this.#free.get(day) ?? [])].some((start) => !listed.has(start))
  }
}

/** From the first to the last day on the page; the earliest times only as long as they are near. */
function rangeOf({ days, day, earliest }: Times): { from: Day; to: Day } | null {
  const listed = [...days.map(({ date }) => date), ...(day ? [day.date] : [])].sort()
  const first = listed[0]
  const last = listed.at(-1)
  if (!first || !last) return null
  const soonest = earliest[0] && dayOf(earliest[0])
  const isNear = soonest && Date.parse(first) - Date.parse(soonest) < 15 * 86_400_000
  return { from: isNear && soonest < first ? soonest : first, to: last }
}
