import { addDays, daySpan } from './calendar.ts'
import type { Day, Minute, Visit } from './model.ts'
import { deskDayOf, type DeskPlan, type OfficeCalendar } from './plan.ts'
import { canServe } from './visit.ts'

/** A day that can't be booked yet. */
export interface Release {
  readonly day: Day
  /** From this minute on its times can be booked. */
  readonly opens: Minute
}

/** Longer than any break of an office. */
const LOOK_AHEAD_DAYS = 42

/**
 * When new times open, by the rule of `bookableWindow`: a day can be booked as soon as it is `horizonDays` ahead.
 * The first such day on which a desk is planned to be open long enough for the visit; null when there is none
 * within six weeks after the horizon. Nobody has booked there yet, so that occupancies (blocks apart) don't count.
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
