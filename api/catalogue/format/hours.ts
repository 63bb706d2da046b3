/** Weekly hours in the catalogue, in the local time of the office. */
export interface WeeklyHours {
  /** ISO 8601: 1 is Monday. */
  weekday: number
  /** `HH:MM` */
  from: string
  /** `HH:MM`, not included; `24:00` is the end of the day. */
  to: string
  /** First day, ISO 8601; absent: no first day. */
  validFrom?: string
  /** Last day; absent: until further notice. */
  validUntil?: string
}

/** Minutes after midnight of `HH:MM`, 0 to 1440. */
export function minuteOfDay(time: string): number {
  const [hours, minutes] = time.split(':').map(Number)
  return (hours ?? 0) * 60 + (minutes ?? 0)
}

/** Length in minutes, on a day without a clock change. */
export function minutesOf(hours: WeeklyHours): number {
  return minuteOfDay(hours.to) - minuteOfDay(hours.from)
}

/** Whether two hours overlap on a day. Hours that only touch do not overlap. */
export function overlap(a: WeeklyHours, b: WeeklyHours): boolean {
  return (
    a.weekday === b.weekday &&
    minuteOfDay(a.from) < minuteOfDay(b.to) &&
    minuteOfDay(b.from) < minuteOfDay(a.to) &&
    // ISO days compare as text.
    (a.validFrom ?? '') <= (b.validUntil ?? '9999-12-31') &&
    (b.validFrom ?? '') <= (a.validUntil ?? '9999-12-31')
  )
}
