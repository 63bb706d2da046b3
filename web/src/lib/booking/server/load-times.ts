import { query, type WithFetch } from '#lib/graphql/client.ts'
import { dayOf, isDay, type Day, type Instant } from '#lib/time/time.ts'
import { addMonths, isMonth, monthOf, weeksOf, type Month } from '../times/month.ts'
import { CHANGING, type VisitItem } from '../visit.ts'
import { isNoWish, setWish, weekdayOf, wishOf, type DayPart, type Wish } from '../times/time-wish.ts'
import { loadFreeDays } from './load-free-days.ts'
import { TimePage_Slots } from './times.graphql.ts'

/** A day with free times. */
export interface FreeDay {
  date: Day
  /** Number of free times. */
  free: number
  link: string
}

/** A link that sets or removes a part of the wish. */
export interface WishLink<Value> {
  value: Value
  chosen: boolean
  link: string
}

export interface MonthView {
  month: Month
  /** Columns as ISO 8601 weekdays: Monday to Friday, and other weekdays with free times. */
  weekdays: number[]
  /** Days outside the month are null; those without times have no link. */
  weeks: ({ date: Day; free: number; link: string | null } | null)[][]
  earlier: string | null
  later: string | null
}

/** The data of a page for choosing a time: times that match the wish. Only days with free times are listed. */
export interface Times {
  items: VisitItem[]
  wish: Wish
  today: Day
  earliest: Instant[]
  /** The earliest times regardless of the wish, when none matches it. */
  unsuitable: Instant[]
  days: FreeDay[]
  earlierDays: string | null
  laterDays: string | null
  /** Replaces the list of days when the URL requests the month view. */
  month: MonthView | null
  /** The chosen day with its times; null when nothing is free at all. */
  day: { date: Day; slots: Instant[] } | null
  links: { list: string; month: string; anyTime: string }
  parts: WishLink<DayPart | null>[]
  weekdays: WishLink<number>[]
  /** Idempotency key of the form: a double tap creates one hold. */
  key: string
}

const DAYS_AT_ONCE = 8
const WORKDAYS = [1, 2, 3, 4, 5]

/**
 * Loads the times of a visit. In the URL, `tag` is the chosen day, `ab` the first day of the list,
 * `ansicht=monat` the month view and `monat` its month; `zeit` and `wochentag` are a wish (see time-wish.ts).
 * @param address URL of the page, whose other parameters are kept in links
 */
export async function loadTimes(
  event: WithFetch,
  items: VisitItem[],
  address: URL,
  now: Date,
): Promise<Times> {
  const today = dayOf(now)
  const params = address.searchParams
  const wish = wishOf(params)
  const { earliest, free } = await loadFreeDays(event, items, today, wish)
  const noneMatches = free.length === 0 && !isNoWish(wish)
  const anyTime = noneMatches ? await loadFreeDays(event, items, today, null) : null

  const requestedDay = params.get('tag')
  const chosen = isDay(requestedDay) ? requestedDay : free[0]?.date
  const slots = chosen ? (await query(event, TimePage_Slots, { items, day: chosen, wish })).slots : []
  const link = linksFrom(params)
  const days = [...free, ...(anyTime?.free ?? [])]
  return {
    items,
    wish,
    today,
    earliest,
    unsuitable: anyTime?.earliest ?? [],
    ...pageOfDays(free, params.get('ab') ?? chosen, link),
    month:
      params.get('ansicht') === 'monat' ? monthView(free, params.get('monat'), chosen, today, link) : null,
    day: chosen ? { date: chosen, slots: slots.map((slot) => slot.startsAt) } : null,
    links: {
      list: link({ ansicht: null, monat: null }, 'days'),
      month: link({ ansicht: 'monat', ab: null }, 'days'),
      anyTime: link.wish({ parts: [], weekdays: [] }),
    },
    parts: [null, 'MORNING' as const, 'AFTERNOON' as const].map((value) => ({
      value,
      chosen: (wish.parts[0] ?? null) === value,
      link: link.wish({ ...wish, parts: value ? [value] : [] }),
    })),
    weekdays: weekdayColumns(days, wish).map((value) => {
      const chosen = wish.weekdays.includes(value)
      const weekdays = chosen
        ? wish.weekdays.filter((other) => other !== value)
        : [...wish.weekdays, value].sort()
      return { value, chosen, link: link.wish({ ...wish, weekdays }) }
    }),
    key: crypto.randomUUID(),
  }
}

type Free = readonly { date: Day; free: number }[]
type Links = ReturnType<typeof linksFrom>

/** The page of the list that contains the day `from`; pages have fixed boundaries. */
function pageOfDays(free: Free, from: string | undefined, link: Links) {
  const index = free.findIndex(({ date }) => isDay(from) && date >= from)
  const start = Math.max(0, index - (index % DAYS_AT_ONCE))
  const before = free[Math.max(0, start - DAYS_AT_ONCE)]
  const after = free[start + DAYS_AT_ONCE]
  return {
    days: free.slice(start, start + DAYS_AT_ONCE).map(({ date, free: count }) => ({
      date,
      free: count,
      link: link({ tag: date, ab: free[start]!.date }, 'times'),
    })),
    earlierDays: start > 0 && before ? link({ tag: before.date, ab: before.date }, 'days') : null,
    laterDays: after ? link({ tag: after.date, ab: after.date }, 'days') : null,
  }
}

function monthView(
  free: Free,
  requestedMonth: string | null,
  chosen: Day | undefined,
  today: Day,
  link: Links,
): MonthView | null {
  const [first, last] = [free[0], free.at(-1)]
  if (!first || !last) return null
  const month = isMonth(requestedMonth) ? requestedMonth : monthOf(chosen ?? first.date)
  const countOf = new Map(free.map((day) => [day.date, day.free]))
  const weekdays = weekdayColumns(free)
  const page = (months: number) => link({ monat: addMonths(month, months) }, 'days')
  return {
    month,
    weekdays,
    weeks: weeksOf(month, weekdays, today).map((week) =>
      week.map((date) => {
        if (date === null) return null
        const count = countOf.get(date) ?? 0
        return { date, free: count, link: count > 0 ? link({ tag: date, monat: month }, 'times') : null }
      }),
    ),
    earlier: month > monthOf(first.date) ? page(-1) : null,
    later: month < monthOf(last.date) ? page(1) : null,
  }
}

/** Monday to Friday, and the other weekdays with free times or in the wish. */
function weekdayColumns(days: Free, wish?: Wish): number[] {
  const found = new Set([...WORKDAYS, ...days.map(({ date }) => weekdayOf(date)), ...(wish?.weekdays ?? [])])
  return [...found].sort()
}

/** Links to this page with other parameters; null removes a parameter. */
function linksFrom(address: URLSearchParams) {
  const link = (change: Record<string, string | null>, anchor: string): string => {
    const params = new URLSearchParams(address)
    for (const [name, value] of Object.entries({ ...change, [CHANGING]: null })) {
      if (value === null) params.delete(name)
      else params.set(name, value)
    }
    return `?${params}#${anchor}`
  }
  /** Removes the chosen day, because another wish has other days: the page starts at the first matching one. */
  link.wish = (wish: Wish): string => {
    const params = new URLSearchParams(address)
    for (const name of ['tag', 'ab', 'monat', CHANGING]) params.delete(name)
    setWish(params, wish)
    return `?${params}#earliest`
  }
  return link
}
