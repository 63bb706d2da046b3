import { addDays, daySpan } from './calendar.ts'
import type { Day, Minute, Visit } from './model.ts'
import { deskDayOf, type DeskPlan, type OfficeCalendar } from './plan.ts'
import { canServe } from './visit.ts'

/** A day beyond the horizon. */
export interface Release {
  readonly day: Day
  /** The minute from which it can be booked. */
  readonly opens: Minute
}

/** Must be longer than the longest closure of an office. */
const LOOK_AHEAD_DAYS = 42

/**
 * The first day after the horizon on which a desk is open long enough for the visit; null if there is none within six
 * weeks. By the rule of `bookableWindow` it becomes bookable when it is `horizonDays` ahead. Occupancies are not
 * considered, because these days have no bookings.
 */
export function nextRelease(
  plans: Iterable<DeskPlan>,
  visit: Visit,
  today: Day,
  horizonDays: number,
  office: OfficeCalendar,
): Release | null {
  const able = [...plans].filter(({ desk }) => canServe(desk, visit))
  for (let ahead = 1; ahead <= LOOK_AHEAD_DAYS; ahead++) {
    const day = addDays(today, horizonDays + ahead)
    const hasRoom = able.some((plan) => {
      const length = visit.minutes + plan.desk.bufferMinutes
      return deskDayOf(plan, day, [], 0, office).runs.some(({ from, to }) => to - from >= length)
    })
    if (hasRoom) return { day, opens: daySpan(addDays(today, ahead), office.zone).from }
  }
  return null
}
