import { openSpans } from './calendar.ts'
import { isPublicHoliday } from './holidays.ts'
import type { Day, Desk, DeskDay, Occupied, Opening, Span } from './model.ts'
import { activeAt, freeRuns } from './runs.ts'

/** What is planned for a desk, whoever has booked it. */
export interface DeskPlan {
  readonly desk: Desk
  readonly openings: readonly Opening[]
  /** Hours that the office gives itself; citizens are not offered them. */
  readonly reserved: readonly Opening[]
  /** Of this desk and of the whole house, in any order. */
  readonly closures: readonly Span[]
}

/** Where the office's clock and calendar are. */
export interface OfficeCalendar {
  /** IANA zone, `Europe/Berlin`. */
  readonly zone: string
  /** Region whose public holidays close every desk, `DE-ST`; null: none do. */
  readonly holidayRegion: string | null
}

/**
 * The free time of a desk on a day: its openings, less closures, less the occupancies that count at `nowMs`
 * (epoch milliseconds), and nothing at all on a public holiday. Listing and booking both begin here.
 * @param occupied of this desk; those of other days do no harm
 * @param withReserved also the hours that citizens are not offered
 */
export function deskDayOf(
  plan: DeskPlan,
  day: Day,
  occupied: readonly Occupied[],
  nowMs: number,
  office: OfficeCalendar,
  withReserved = false,
): DeskDay {
  const openings = withReserved ? [...plan.openings, ...plan.reserved] : plan.openings
  const open = openSpans(openings, day, office.zone)
  const shut = open.length > 0 && office.holidayRegion !== null && isPublicHoliday(day, office.holidayRegion)
  const runs = shut ? [] : freeRuns(open, [...plan.closures, ...activeAt(occupied, nowMs)])
  return { desk: plan.desk, day, runs }
}
