import { addDays, type Day } from '#lib/time/time.ts'
import { weekdayOf } from './time-wish.ts'

/** A calendar month: 2026-12 */
export type Month = string

export const monthOf = (day: Day): Month => day.slice(0, 7)

/** A month so many months later, or earlier when negative. */
export function addMonths(month: Month, months: number): Month {
  const date = new Date(`${month}-15T12:00:00Z`)
  date.setUTCMonth(date.getUTCMonth() + months)
  return date.toISOString().slice(0, 7)
}

/** Whether a text is a month that exists, e.g. from the address. */
export const isMonth = (text: string | null): text is Month =>
  text !== null && /^\d{4}-(0[1-9]|1[0-2])$/.test(text)

/**
 * The weeks of a month from Monday on, with one place for each of the weekdays; null where the day belongs to
 * another month. Weeks without any of these weekdays are left out, and those that are over today.
 */
export function weeksOf(month: Month, weekdays: readonly number[], today: Day): (Day | null)[][] {
  const first = `${month}-01`
  const weeks: (Day | null)[][] = []
  for (
    let monday = addDays(first, 1 - weekdayOf(first));
    monthOf(monday) <= month;
    monday = addDays(monday, 7)
  ) {
    const days = weekdays.map((weekday) => addDays(monday, weekday - 1))
    const week = days.map((day) => (monthOf(day) === month ? day : null))
    if (week.some((day) => day !== null && day >= today)) weeks.push(week)
  }
  return weeks
}
