// Which times suit, as the address says it: ?zeit=vormittag&wochentag=2&wochentag=4

import type { Day } from '#lib/time/time.ts'

export type DayPart = 'MORNING' | 'AFTERNOON'

/** An empty list means that all do; weekdays by ISO 8601, 1 is Monday. */
export interface Wish {
  parts: DayPart[]
  weekdays: number[]
}

const parts = { vormittag: 'MORNING', nachmittag: 'AFTERNOON' } as const
const words: Record<DayPart, string> = { MORNING: 'vormittag', AFTERNOON: 'nachmittag' }

/** The wish that an address names; unusable parts are left out. */
export function wishOf(params: URLSearchParams): Wish {
  const part = params.get('zeit')
  const weekdays = params.getAll('wochentag').filter((text) => /^[1-7]$/.test(text))
  return {
    parts: part === 'vormittag' || part === 'nachmittag' ? [parts[part]] : [],
    weekdays: [...new Set(weekdays.map(Number))].sort(),
  }
}

export const isNoWish = ({ parts, weekdays }: Wish): boolean => parts.length === 0 && weekdays.length === 0

/** Writes a wish into the parameters of an address, instead of the one that is there. */
export function setWish(params: URLSearchParams, { parts, weekdays }: Wish): void {
  params.delete('zeit')
  params.delete('wochentag')
  for (const part of parts) params.append('zeit', words[part])
  for (const weekday of weekdays) params.append('wochentag', String(weekday))
}

/** ISO 8601: 1 is Monday, 7 is Sunday. */
export const weekdayOf = (day: Day): number => new Date(`${day}T12:00:00Z`).getUTCDay() || 7
