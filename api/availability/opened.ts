import type { Day } from './model.ts'
import { deskDayOf, type DeskPlan, type OfficeCalendar } from './plan.ts'

/** Minutes that a desk is open on a day: openings and reserved hours without closures; 0 on a public holiday. */
export function openedMinutes(plan: DeskPlan, day: Day, office: OfficeCalendar): number {
  return deskDayOf(plan, day, [], 0, office, true).runs.reduce((sum, { from, to }) => sum + to - from, 0)
}
