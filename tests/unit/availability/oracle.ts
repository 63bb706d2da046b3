/**
 * An independent, slow implementation for comparison, so that both do not have the same mistake: minute by minute, sets of
 * minutes instead of spans, and local times from Intl instead of Temporal.
 */
import type { Desk, Minute, Opening, Span } from '../../../api/availability/model.ts'

/** The minute of an instant written with its offset: `at('2026-03-29T01:30+01:00')`. */
export function at(instant: string): Minute {
  if (!/(Z|[+-]\d\d:\d\d)$/.test(instant)) throw new Error(`no offset in ${instant}`)
  return Date.parse(instant) / 60_000
}

/** The local time of the office, `2026-03-29 01:30`. */
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
  /** Local time, in minutes after midnight. */
  wall: number
}

/** All minutes of a local day, found by formatting every minute of a wider range. */
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

/** The minute of a local time: the first one of an ambiguous time; for a time in the gap, counted on from before it. */
function minuteOfLocalTime(day: string, wall: number, zone: string): Minute {
  const shown = minutesOfDay(day, zone)
  const first = shown.find((one) => one.wall === wall)
  if (first) return first.minute
  const before = shown.filter((one) => one.wall < wall).at(-1)
  return before ? before.minute + wall - before.wall : shown[0]!.minute + wall
}

/** The open minutes of a desk on a day. */
export function openMinutes(openings: readonly Opening[], day: string, zone = 'Europe/Berlin'): Set<Minute> {
  const isoWeekday = ((new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7) + 1
  const open = new Set<Minute>()
  for (const { weekday, fromMinute, toMinute, validFrom, validUntil } of openings) {
    if (weekday !== isoWeekday) continue
    if (validFrom !== null && Date.parse(validFrom) > Date.parse(day)) continue
    if (validUntil !== null && Date.parse(validUntil) < Date.parse(day)) continue
    const from = minuteOfLocalTime(day, fromMinute, zone)
    const to = minuteOfLocalTime(day, toMinute, zone)
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
 * The starts in a run by the text of the rule: on the grid or at the beginning of the run, with empty or sufficient
 * remainders on both sides; if there are none, at the beginning and at the end.
 */
export function startsByTheRule(
  run: Span,
  length: number,
  shortest: number,
  onGrid: (minute: Minute) => boolean,
): Minute[] {
  const fitting: Minute[] = []
  for (let start = run.from; start + length <= run.to; start++) fitting.push(start)
  const withoutRemainder = fitting.filter((start) => {
    const rest = [start - run.from, run.to - (start + length)]
    return (start === run.from || onGrid(start)) && rest.every((part) => part === 0 || part >= shortest)
  })
  if (withoutRemainder.length > 0) return withoutRemainder
  return fitting.filter((start) => start === run.from || start + length === run.to)
}

/** A desk with default values; `shortestMinutes` includes the buffer. */
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

/** An opening in local time, valid without limits by default: `opening(7, '02:30', '04:00')`. */
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
