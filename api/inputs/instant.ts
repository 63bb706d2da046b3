const RFC_3339 = /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/i

/** An instant as RFC 3339 writes it; null when its day or time does not exist, which `Date` would carry over. */
export function instantOf(text: string): Date | null {
  const day = RFC_3339.exec(text)?.[1]
  if (day === undefined || !isCalendarDay(day)) return null
  const instant = new Date(text)
  return Number.isNaN(instant.getTime()) ? null : instant
}

/** `Date` takes 2027-02-30 as 2 March. */
function isCalendarDay(day: string): boolean {
  const midnight = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(day)
}
