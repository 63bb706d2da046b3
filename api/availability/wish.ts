import { noonOf, weekdayOf } from './calendar.ts'
import type { Day, Slot } from './model.ts'

/** Before noon in the office's local time, or from noon on. */
export type DayPart = 'MORNING' | 'AFTERNOON'

/** The times that suit a citizen; an empty list: all. */
export interface TimeWish {
  readonly parts: readonly DayPart[]
  /** ISO 8601: 1 is Monday, 7 is Sunday. */
  readonly weekdays: readonly number[]
}

export const ANY_TIME: TimeWish = { parts: [], weekdays: [] }

/** Whether a day can have suitable times. */
export function suitsDay({ weekdays }: TimeWish, day: Day): boolean {
  return weekdays.length === 0 || weekdays.includes(weekdayOf(day))
}

/** The suitable slots of a day, by their start. */
export function suitingSlots(slots: Slot[], wish: TimeWish, day: Day, zone: string): Slot[] {
  if (!suitsDay(wish, day)) return []
  const [part, another] = wish.parts
  if (part === undefined || (another !== undefined && another !== part)) return slots
  const noon = noonOf(day, zone)
  return slots.filter(({ from }) => (part === 'MORNING' ? from < noon : from >= noon))
}
