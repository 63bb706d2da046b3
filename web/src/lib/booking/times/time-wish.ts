// The filter for times, as in the URL: ?zeit=vormittag&wochentag=2&wochentag=4

import type { Day } from '#lib/time/time.ts'

export type DayPart = 'MORNING' | 'AFTERNOON'

/** Parts of the day and weekdays that match; an empty list matches all. Weekdays by ISO 8601, 1 is Monday. */
export interface Wish {
  parts: DayPart[]
  weekdays: number[]
}

const parts = { vormittag: 'MORNING', nachmittag: 'AFTERNOON' } as const
const partValues: Record<DayPart, string> = { MORNING: 'vormittag', AFTERNOON: 'nachmittag' }

/** The wish in a URL; invalid values are ignored. */
export function wishOf(params: URLSearchParams): Wish {
  const part = params.get('zeit')
  const weekdays = params.getAll('wochentag').filter((text) => /^[1-7]$/.test(text))
  return {
    parts: part === 'vormittag' || part === 'nachmittag' ? [parts[part]] : [],
    weekdays: [...new Set(weekdays.map(Number))].sort(),
  }
}

export const isNoWish = ({ parts, weekdays }: Wish): boolean => parts.length === 0 && weekdays.length === 0

/** Replaces the wish in the parameters of a URL. */
export function setWish(params: URLSearchParams, { parts, weekdays }: Wish): void {
  params.delete('zeit')
  params.delete('wochentag')
  for (const part of parts) params.append('zeit', partValues[part])
  for (const weekday of weekdays) params.append('wochentag', String(weekday))
}

/** ISO 8601: 1 is Monday, 7 is Sunday. */
export const weekdayOf = (day: Day): number => new Date(`${day}T12:00:00Z`).getUTCDay() || 7
