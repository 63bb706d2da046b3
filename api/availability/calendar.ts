import { memoized } from './memo.ts'
import type { Day, Minute, Opening, Span } from './model.ts'
import { mergedSpans } from './spans.ts'

/** The calendar day of the office at a minute. */
export function dayOf(minute: Minute, zone: string): Day {
  const instant = Temporal.Instant.fromEpochMilliseconds(minute * 60_000)
  return instant.toZonedDateTimeISO(zone).toPlainDate().toString()
}

/**
 * The office's day as a span: 1440 minutes, or 1380 and 1500 on the days on which the clock changes.
 * It begins at the first instant of the day, which is not midnight in zones where the clock changes at midnight.
 * @throws RangeError for an invalid day or zone
 */
export function daySpan(day: Day, zone: string): Span {
  return knownDaySpan(`${zone} ${day}`)
}

/**
 * All days from the first to the last, both included; none when the last is before the first.
 * @throws RangeError for an invalid day
 */
export function eachDay(first: Day, last: Day): Day[] {
  const end = Temporal.PlainDate.from(last)
  const days: Day[] = []
  for (let day = Temporal.PlainDate.from(first); Temporal.PlainDate.compare(day, end) <= 0;) {
    days.push(day.toString())
    day = day.add({ days: 1 })
  }
  return days
}

/** Adds days; a negative number gives an earlier day. */
export function addDays(day: Day, days: number): Day {
  return Temporal.PlainDate.from(day).add({ days }).toString()
}

/** ISO 8601: 1 is Monday, 7 is Sunday. */
export function weekdayOf(day: Day): number {
  return Temporal.PlainDate.from(day).dayOfWeek
}

/** The minute at which the office's clock shows twelve. */
export function noonOf(day: Day, zone: string): Minute {
  return wallMinute(day, 720, zone)
}

/**
 * The open hours of a desk on a day by its openings: sorted, merged, and within the day.
 *
 * A time that the clock skips in spring is read by the offset before the gap (02:30 means 03:30); of one that it shows
 * twice in autumn the first counts. This is "compatible" in Temporal and RFC 5545 §3.3.5. An opening that has no length
 * left by this is not open: 02:30 to 03:15 in the night in which 02:00 becomes 03:00.
 */
export function openSpans(openings: readonly Opening[], day: Day, zone: string): Span[] {
  const weekday = knownWeekday(day)
  const today = openings.filter(
    (opening) =>
      opening.weekday === weekday &&
      (opening.validFrom === null || opening.validFrom <= day) &&
      (opening.validUntil === null || day <= opening.validUntil),
  )
  if (today.length === 0) return []
  const whole = daySpan(day, zone)
  return mergedSpans(
    today.map(({ fromMinute, toMinute }) => ({
      from: Math.max(whole.from, wallMinute(day, fromMinute, zone)),
      // In zones where 23:00 becomes 00:00, 23:30 is read as 00:30 of the next day, which has its own openings.
      to: Math.min(whole.to, wallMinute(day, toMinute, zone)),
    })),
  )
}

/**
 * The minute at which the office's clock shows that many minutes after midnight; 1440 is the next midnight. Times that
 * the clock skips or shows twice are read as in `openSpans`.
 */
export function wallMinute(day: Day, minuteOfDay: number, zone: string): Minute {
  return knownWallMinute(`${zone} ${day} ${minuteOfDay}`)
}

// Temporal needs about 5 µs for each of these values, and only a few of them are used all the time: 61 days, a dozen
// opening hours. The limits are large enough for several zones and long ranges; at most a few megabytes.

const knownDaySpan = memoized(2_000, (key): Span => {
  const [zone = '', day = ''] = key.split(' ')
  const date = Temporal.PlainDate.from(day)
  return { from: firstMinute(date, zone), to: firstMinute(date.add({ days: 1 }), zone) }
})

const knownWeekday = memoized(2_000, weekdayOf)

const knownWallMinute = memoized(20_000, (key): Minute => {
  const [zone = '', day = '', minute = ''] = key.split(' ')
  const wall = Temporal.PlainDate.from(day)
    .toPlainDateTime()
    .add({ minutes: Number(minute) })
  return toMinute(wall.toZonedDateTime(zone, { disambiguation: 'compatible' }))
})

function firstMinute(date: Temporal.PlainDate, zone: string): Minute {
  return toMinute(date.toZonedDateTime(zone))
}

// Historical zones have offsets with seconds. Both ends are rounded down, so that adjacent days have no gap.
function toMinute(time: Temporal.ZonedDateTime): Minute {
  return Math.floor(time.epochMilliseconds / 60_000)
}
