import type { Instant } from '#lib/time/time.ts'
import type { DayFrame, Times } from './day-grid.ts'

const ROW_MS = 300_000

/** Where a visit is dropped: a desk and a start. */
export interface Target {
  deskId: string
  startsAt: Instant
}

/** The row (from 0) at a height within the rows, given their heights in pixels; the last one below all of them. */
export function rowAt(heights: readonly number[], y: number): number {
  let end = 0
  for (const [row, height] of heights.entries()) {
    end += height
    if (y < end) return row
  }
  return Math.max(0, heights.length - 1)
}

/** The start of a visit whose first row is `row`; limited so that the visit ends within the frame. */
export function startAt({ from, rows }: DayFrame, { startsAt, endsAt }: Times, row: number): Instant {
  const span = Math.ceil((Date.parse(endsAt) - Date.parse(startsAt)) / ROW_MS)
  const first = Math.min(Math.max(0, row), Math.max(0, rows - span))
  return new Date(from + first * ROW_MS).toISOString()
}

/** A visit of the same length at another start. */
export function movedTo({ startsAt, endsAt }: Times, start: Instant): Times {
  const end = Date.parse(start) + Date.parse(endsAt) - Date.parse(startsAt)
  return { startsAt: start, endsAt: new Date(end).toISOString() }
}

/**
 * Whether a desk looks free for a visit: within its hours, without another visit. Only a preview for the drag; the
 * database decides.
 */
export function looksFree(when: Times, open: readonly Times[], others: readonly Times[]): boolean {
  const [from, to] = [Date.parse(when.startsAt), Date.parse(when.endsAt)]
  const inHours = open.some(
    ({ startsAt, endsAt }) => Date.parse(startsAt) <= from && to <= Date.parse(endsAt),
  )
  return (
    inHours && !others.some(({ startsAt, endsAt }) => Date.parse(startsAt) < to && from < Date.parse(endsAt))
  )
}
