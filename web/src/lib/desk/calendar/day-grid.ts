import type { Instant } from '#lib/time/time.ts'

/** A range of time. */
export interface Times {
  startsAt: Instant
  endsAt: Instant
}

/** The vertical extent of a day's calendar, in rows of five minutes. */
export interface DayFrame {
  /** Epoch milliseconds of the first row: a full hour. */
  from: number
  rows: number
  /** By row: true if no desk is open and nothing is booked; these rows are drawn lower. */
  quiet: boolean[]
}

const ROW_MS = 300_000
const HOUR_MS = 3_600_000
const ROWS_OF_HOUR = HOUR_MS / ROW_MS

/** The full hours that contain all of these ranges; null when there are none. */
export function frameOf(busy: readonly Times[]): DayFrame | null {
  if (busy.length === 0) return null
  const from = Math.floor(Math.min(...busy.map(({ startsAt }) => Date.parse(startsAt))) / HOUR_MS) * HOUR_MS
  const to = Math.ceil(Math.max(...busy.map(({ endsAt }) => Date.parse(endsAt))) / HOUR_MS) * HOUR_MS
  const rows = Math.round((to - from) / ROW_MS)
  const quiet = Array.from({ length: rows }, () => true)
  for (const { startsAt, endsAt } of busy) {
    const first = Math.max(0, Math.floor((Date.parse(startsAt) - from) / ROW_MS))
    const end = Math.min(rows, Math.ceil((Date.parse(endsAt) - from) / ROW_MS))
    for (let row = first; row < end; row++) quiet[row] = false
  }
  return { from, rows, quiet }
}

/**
 * The first row (from 1) and the number of rows of a range, clipped to the frame; at least one. Both ends are rounded,
 * so that adjacent ranges have adjacent rows.
 */
export function rowsOf({ from, rows }: DayFrame, { startsAt, endsAt }: Times): { row: number; span: number } {
  const first = Math.round((Date.parse(startsAt) - from) / ROW_MS)
  const end = Math.round((Date.parse(endsAt) - from) / ROW_MS)
  const row = Math.min(Math.max(first, 0), rows - 1)
  return { row: row + 1, span: Math.max(1, Math.min(end, rows) - row) }
}

/** The full hours of a frame with their rows (from 1). */
export const hoursOf = ({ from, rows }: DayFrame): { row: number; at: Instant }[] =>
  Array.from({ length: Math.ceil(rows / ROWS_OF_HOUR) }, (_, hour) => ({
    row: hour * ROWS_OF_HOUR + 1,
    at: new Date(from + hour * HOUR_MS).toISOString(),
  }))

/** The row (from 1) of an instant and the position within it, 0 to 1; null outside of the frame. */
export function placeOf({ from, rows }: DayFrame, now: number): { row: number; share: number } | null {
  const exact = (now - from) / ROW_MS
  if (exact < 0 || exact >= rows) return null
  return { row: Math.floor(exact) + 1, share: exact - Math.floor(exact) }
}

/**
 * Assigns overlapping ranges to parallel lanes: each gets the first free lane (from 0), in the order of rank, then of
 * start. A desk serves one visit at a time, so only cancelled visits and closures need a second lane.
 */
export function lanesOf<T extends Times>(all: readonly T[], rank: (one: T) => number): Map<T, number> {
  const lanes = new Map<T, number>()
  const overlaps = (a: Times, b: Times) =>
    Date.parse(a.startsAt) < Date.parse(b.endsAt) && Date.parse(b.startsAt) < Date.parse(a.endsAt)
  const ordered = all.toSorted((a, b) => rank(a) - rank(b) || Date.parse(a.startsAt) - Date.parse(b.startsAt))
  for (const one of ordered) {
    const taken = new Set([...lanes].filter(([other]) => overlaps(one, other)).map(([, lane]) => lane))
    let lane = 0
    while (taken.has(lane)) lane++
    lanes.set(one, lane)
  }
  return lanes
}

/** Whether a range overlaps no other; it then takes the full width of the desk. */
export const isAlone = <T extends Times>(one: T, all: readonly T[]): boolean =>
  !all.some(
    (other) =>
      other !== one &&
      Date.parse(one.startsAt) < Date.parse(other.endsAt) &&
      Date.parse(other.startsAt) < Date.parse(one.endsAt),
  )

/** The parts of the frame without opening hours, in order; the calendar shades them. */
export function closedTimes({ from, rows }: DayFrame, open: readonly Times[]): Times[] {
  const closed: Times[] = []
  let at = from
  const add = (end: number) => {
    if (end > at) closed.push({ startsAt: new Date(at).toISOString(), endsAt: new Date(end).toISOString() })
  }
  for (const { startsAt, endsAt } of open.toSorted(
    (a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt),
  )) {
    add(Date.parse(startsAt))
    at = Math.max(at, Date.parse(endsAt))
  }
  add(from + rows * ROW_MS)
  return closed
}

/** Cuts a text to `max` characters with an ellipsis; combined characters (graphemes) stay whole. */
export function shortened(text: string, max: number): string {
  const letters = [...new Intl.Segmenter().segment(text)]
  if (letters.length <= max) return text
  return `${letters
    .slice(0, max - 1)
    .map(({ segment }) => segment)
    .join('')
    .trimEnd()}…`
}
