import { dayOf, openSpans } from './calendar.ts'
import { isPublicHoliday } from './holidays.ts'
import type { Day, Desk, DeskDay, Occupied, Opening, Span } from './model.ts'
import { activeAt, freeRuns } from './runs.ts'

/** The openings and closures of a desk, without bookings. */
export interface DeskPlan {
  readonly desk: Desk
  readonly openings: readonly Opening[]
  /** Hours reserved for the office; they take precedence over openings. */
  readonly reserved: readonly Opening[]
  /** Of this desk and of all desks, in any order. */
  readonly closures: readonly Span[]
}

/** Time zone and holidays of the office. */
export interface OfficeCalendar {
  /** IANA zone, `Europe/Berlin`. */
  readonly zone: string
  /** Region whose public holidays close every desk, `DE-ST`; null: none do. */
  readonly holidayRegion: string | null
}

/**
 * The free time of a desk on a day: its openings, less closures, less the occupancies that count at `nowMs` (epoch
 * milliseconds); empty on a public holiday. Listing and booking both use it.
 * @param occupied of this desk; those of other days are ignored
 * @param withReserved includes the hours that are reserved for the office
 */
export function deskDayOf(
  plan: DeskPlan,
  day: Day,
  occupied: readonly Occupied[],
  nowMs: number,
  office: OfficeCalendar,
  withReserved = false,
): DeskDay {
  const open = openHours(plan, day, office.zone, withReserved)
  const isClosed =
    open.length > 0 && office.holidayRegion !== null && isPublicHoliday(day, office.holidayRegion)
  const runs = isClosed ? [] : freeRuns(open, [...plan.closures, ...activeAt(occupied, nowMs)])
  return { desk: plan.desk, day, runs }
}

/** Whether a span lies in the open hours of a desk, reserved hours included. */
export function liesOpen(plan: DeskPlan, { from, to }: Span, office: OfficeCalendar): boolean {
  const { runs } = deskDayOf(plan, dayOf(from, office.zone), [], 0, office, true)
  return runs.some((run) => run.from <= from && to <= run.to)
}

/** The planned hours of a desk on a day, without regard to closures and holidays; sorted and disjoint. */
export function openHours(
  { openings, reserved }: Pick<DeskPlan, 'openings' | 'reserved'>,
  day: Day,
  zone: string,
  withReserved = false,
): Span[] {
  if (withReserved) return openSpans([...openings, ...reserved], day, zone)
  return freeRuns(openSpans(openings, day, zone), openSpans(reserved, day, zone))
}
