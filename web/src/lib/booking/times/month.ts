import { addDays, type Day } from '#lib/time/time.ts'
import { weekdayOf } from './time-wish.ts'

/** A calendar month: 2026-12 */
export type Month = string

export const monthOf = (day: Day): Month => day.slice(0, 7)

/** Adds months; a negative number goes back. */
export function addMonths(month: Month, months: number): Month {
  const date = new Date(`${month}-15T12:00:00Z`)
  date.setUTCMonth(date.getUTCMonth() + months)
  return date.toISOString().slice(0, 7)
}

/** Whether a text is a valid month, e.g. from the URL. */
export const isMonth = (text: string | null): text is Month =>
  text !== null && /^\d{4}-(0[1-9]|1[0-2])$/.test(text)

/**
 * The weeks of a month, starting on Monday, with one element for each of the weekdays; null for a day of another month.
 * Weeks without any of these weekdays, and past weeks, are left out.
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
