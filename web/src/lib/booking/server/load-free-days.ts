import { MAX_RANGE_DAYS } from '@terminklick/api/limits'
import { query, type WithFetch } from '#lib/graphql/client.ts'
import { addDays, type Day, type Instant } from '#lib/time/time.ts'
import type { Wish } from '../times/time-wish.ts'
import type { VisitItem } from '../visit.ts'
import { TimePage_Days, TimePage_LaterDays } from './times.graphql.ts'

interface FreeDays {
  /** The earliest starts. */
  earliest: Instant[]
  /** All days with free times within the office's horizon. */
  free: { date: Day; free: number }[]
}

/** Loads the earliest times and all days with free times. The API limits the days of a query; a longer horizon needs more. */
export async function loadFreeDays(
  event: WithFetch,
  items: VisitItem[],
  today: Day,
  wish: Wish | null,
): Promise<FreeDays> {
  const queryFrom = (from: Day) => ({ items, wish, from, to: addDays(from, MAX_RANGE_DAYS - 1) })
  const { nextSlots, availableDays, office } = await query(event, TimePage_Days, queryFrom(today))
  const later = await Promise.all(
    laterRanges(office?.horizonDays ?? 0).map((offset) =>
      query(event, TimePage_LaterDays, queryFrom(addDays(today, offset))),
    ),
  )
  const days = [availableDays, ...later.map((answer) => answer.availableDays)].flat()
  return {
    earliest: nextSlots.map(({ startsAt }) => startsAt),
    free: days.filter(({ free }) => free > 0),
  }
}

/** Offsets in days of the ranges after the first one, up to the horizon, which is counted from today. */
function laterRanges(horizonDays: number): number[] {
  const offsets: number[] = []
  for (let offset = MAX_RANGE_DAYS; offset <= horizonDays; offset += MAX_RANGE_DAYS) offsets.push(offset)
  return offsets
}
