import type { Day } from './model.ts'
import { deskDayOf, type DeskPlan, type OfficeCalendar } from './plan.ts'

/** How many minutes of a day a desk is open: its openings and reserved hours less closures; none on a public holiday. */
export function openedMinutes(plan: DeskPlan, day: Day, office: OfficeCalendar): number {
  return deskDayOf(plan, day, [], 0, office, true).runs.reduce((sum, { from, to }) => sum + to - from, 0)
}
