import type { Instant } from '#lib/time/time.ts'

/** A stretch of time. */
export interface Times {
  startsAt: Instant
  endsAt: Instant
}

/** What a day's calendar shows from top to bottom, in rows of five minutes. */
export interface DayFrame {
  /** Epoch milliseconds of the first row: a full hour. */
  from: number
  rows: number
  /** Rows in which no desk is open and nothing is booked: they are lower. */
  quiet: boolean[]
}

const ROW_MS = 300_000
const HOUR_MS = 3_600_000
const ROWS_OF_HOUR = HOUR_MS / ROW_MS

/** The hours of a day that have to be shown; null when there are none. */
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
 * Where something stands: its first row (from 1) and how many it takes, cut to the frame; at least one. Both ends are
 * rounded, so that what follows each other also does so in rows.
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

/** The row (from 1) of an instant, and how far down in it, 0 to 1; null outside of the frame. */
export function placeOf({ from, rows }: DayFrame, now: number): { row: number; share: number } | null {
  const exact = (now - from) / ROW_MS
  if (exact < 0 || exact >= rows) return null
  return { row: Math.floor(exact) + 1, share: exact - Math.floor(exact) }
}

/**
 * Puts what overlaps side by side: each gets the first lane (from 0) that is free, in the given order of rank, then
 * of start. A desk serves one visit at a time, so that only what is cancelled or shut needs a second lane.
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

/** Whether something stands alone in all of its time: then it may be as wide as its desk. */
export const isAlone = <T extends Times>(one: T, all: readonly T[]): boolean =>
  !all.some(
    (other) =>
      other !== one &&
      Date.parse(one.startsAt) < Date.parse(other.endsAt) &&
      Date.parse(other.startsAt) < Date.parse(one.endsAt),
  )

/** The hours between openings: what is to be shaded of a frame, in order. */
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

/** A text cut to so many characters, with an ellipsis; combined characters stay whole. */
export function shortened(text: string, most: number): string {
  const letters = [...new Intl.Segmenter().segment(text)]
  if (letters.length <= most) return text
  return `${letters
    .slice(0, most - 1)
    .map(({ segment }) => segment)
    .join('')
    .trimEnd()}…`
}
