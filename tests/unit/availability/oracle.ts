/**
 * The same questions answered the slow way, so that a mistake can't be made twice: minute by minute, sets of
 * minutes instead of spans, and the wall clock read from Intl instead of Temporal.
 */
import type { Desk, Minute, Opening, Span } from '../../../api/availability/model.ts'

/** The minute of an instant written with its offset: `at('2026-03-29T01:30+01:00')`. */
export function at(instant: string): Minute {
  if (!/(Z|[+-]\d\d:\d\d)$/.test(instant)) throw new Error(`no offset in ${instant}`)
  return Date.parse(instant) / 60_000
}

/** What the office's clock shows, `2026-03-29 01:30`. */
export function clock(minute: Minute, zone = 'Europe/Berlin'): string {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
    formats.set(zone, format)
  }
  return format.format(minute * 60_000)
}
const formats = new Map<string, Intl.DateTimeFormat>()

interface ShownMinute {
  minute: Minute
  /** What the clock shows, in minutes after midnight. */
  wall: number
}

/** Every minute at which the office's clock shows this day, found by looking at the clock each minute. */
export function minutesOfDay(day: string, zone = 'Europe/Berlin'): readonly ShownMinute[] {
  const key = `${zone} ${day}`
  let shown = shownDays.get(key)
  if (!shown) {
    shown = []
    const utc = at(`${day}T00:00Z`)
    for (let minute = utc - 16 * 60; minute < utc + 40 * 60; minute++) {
      const text = clock(minute, zone)
      if (text.startsWith(day)) shown.push({ minute, wall: 60 * +text.slice(11, 13) + +text.slice(14, 16) })
    }
    shownDays.set(key, shown)
  }
  return shown
}
const shownDays = new Map<string, ShownMinute[]>()

/** The minute that people mean by a time of the clock: the first that shows it, else counted on over the gap. */
function meant(day: string, wall: number, zone: string): Minute {
  const shown = minutesOfDay(day, zone)
  const first = shown.find((one) => one.wall === wall)
  if (first) return first.minute
  const before = shown.filter((one) => one.wall < wall).at(-1)
  return before ? before.minute + wall - before.wall : shown[0]!.minute + wall
}

/** The minutes of a day in which a desk with these openings is open. */
export function openMinutes(openings: readonly Opening[], day: string, zone = 'Europe/Berlin'): Set<Minute> {
  const isoWeekday = ((new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7) + 1
  const open = new Set<Minute>()
  for (const { weekday, fromMinute, toMinute, validFrom, validUntil } of openings) {
    if (weekday !== isoWeekday) continue
    if (validFrom !== null && Date.parse(validFrom) > Date.parse(day)) continue
    if (validUntil !== null && Date.parse(validUntil) < Date.parse(day)) continue
    const from = meant(day, fromMinute, zone)
    const to = meant(day, toMinute, zone)
    for (const { minute } of minutesOfDay(day, zone)) if (minute >= from && minute < to) open.add(minute)
  }
  return open
}

/** The minutes of some spans. */
export function minutesOf(spans: Iterable<Span>): Set<Minute> {
  const minutes = new Set<Minute>()
  for (const { from, to } of spans) for (let minute = from; minute < to; minute++) minutes.add(minute)
  return minutes
}

/** The run of free minutes that begins at a minute. */
export function runFrom(free: ReadonlySet<Minute>, from: Minute): Span {
  let to = from
  while (free.has(to)) to++
  return { from, to }
}

/**
 * The starts of a run by the words of the rule: on the grid or at the beginning, leaving nothing or enough on
 * either side; where there is none, the beginning and the end.
 */
export function startsByTheRule(
  run: Span,
  length: number,
  shortest: number,
  onGrid: (minute: Minute) => boolean,
): Minute[] {
  const fitting: Minute[] = []
  for (let start = run.from; start + length <= run.to; start++) fitting.push(start)
  const crumbFree = fitting.filter((start) => {
    const rest = [start - run.from, run.to - (start + length)]
    return (start === run.from || onGrid(start)) && rest.every((part) => part === 0 || part >= shortest)
  })
  if (crumbFree.length > 0) return crumbFree
  return fitting.filter((start) => start === run.from || start + length === run.to)
}

/** A desk with sensible values; `shortestMinutes` includes the buffer. */
export function desk(values: Partial<Desk> = {}): Desk {
  return {
    id: 'desk',
    serviceIds: new Set(['pass']),
    gridMinutes: 5,
    bufferMinutes: 0,
    shortestMinutes: 10,
    ...values,
  }
}

/** An opening without end, by the clock: `opening(7, '02:30', '04:00')`. */
export function opening(weekday: number, from: string, to: string, valid: Partial<Opening> = {}): Opening {
  const minutes = (text: string) => 60 * +text.slice(0, 2) + +text.slice(3)
  return {
    weekday,
    fromMinute: minutes(from),
    toMinute: minutes(to),
    validFrom: null,
    validUntil: null,
    ...valid,
  }
}
