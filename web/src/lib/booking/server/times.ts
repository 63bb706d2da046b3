import { ask, type Fetching } from '#lib/graphql/client.ts'
import { addDays, dayOf, isDay, type Day, type Instant } from '#lib/time/index.ts'
import { TimePage_Days, TimePage_Slots } from '../booking.graphql.ts'
import type { VisitItem } from '../visit.ts'

/** What a page to choose a time from shows. Only days with something free are listed. */
export interface Times {
  items: VisitItem[]
  today: Day
  earliest: Instant[]
  days: { date: Day; free: number; link: string }[]
  /** The chosen day with its times; null when nothing is free at all. */
  day: { date: Day; slots: Instant[] } | null
  earlierDays: string | null
  laterDays: string | null
  /** For the form: makes a double tap take one time, not two. */
  key: string
}

/** The API answers at most 62 days at once; its horizon is shorter. */
const RANGE_DAYS = 62
const DAYS_AT_ONCE = 8

/**
 * Loads the times of a visit. `?tag=` chooses the day, `?ab=` the first day of the list.
 * @param address of the page, whose other parameters are kept in links
 */
export async function loadTimes(
  event: Fetching,
  items: VisitItem[],
  address: URL,
  now: Date,
): Promise<Times> {
  const today = dayOf(now)
  const { nextSlots, availableDays } = await ask(event, TimePage_Days, {
    items,
    from: today,
    to: addDays(today, RANGE_DAYS - 1),
  })
  const free = availableDays.filter((day) => day.free > 0)

  const wanted = address.searchParams.get('tag')
  const chosen = isDay(wanted) ? wanted : free[0]?.date
  const from = address.searchParams.get('ab')
  const start = listStart(free, isDay(from) ? from : chosen)
  const link = linkFrom(address)

  const slots = chosen ? (await ask(event, TimePage_Slots, { items, day: chosen })).slots : []
  const before = free[Math.max(0, start - DAYS_AT_ONCE)]
  const after = free[start + DAYS_AT_ONCE]
  return {
    items,
    today,
    earliest: nextSlots.map((slot) => slot.startsAt),
    days: free.slice(start, start + DAYS_AT_ONCE).map(({ date, free: count }) => ({
      date,
      free: count,
      link: link({ tag: date, ab: free[start]?.date }, 'zeiten'),
    })),
    day: chosen ? { date: chosen, slots: slots.map((slot) => slot.startsAt) } : null,
    earlierDays: start > 0 && before ? link({ tag: before.date, ab: before.date }, 'tage') : null,
    laterDays: after ? link({ tag: after.date, ab: after.date }, 'tage') : null,
    key: crypto.randomUUID(),
  }
}

/** Lists keep their pages: the one that contains the day, unless the address says where to begin. */
function listStart(free: { date: Day }[], from: Day | undefined): number {
  const index = free.findIndex(({ date }) => from !== undefined && date >= from)
  return Math.max(0, index - (index % DAYS_AT_ONCE))
}

const linkFrom =
  (address: URL) =>
  (change: { tag: Day; ab: Day | undefined }, anchor: string): string => {
    const params = new URLSearchParams(address.searchParams)
    params.set('tag', change.tag)
    if (change.ab) params.set('ab', change.ab)
    return `?${params}#${anchor}`
  }
