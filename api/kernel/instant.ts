import type { Minute, Span } from '../availability/model.ts'

/**
 * Outside the core an instant is a `Date`, see docs/decisions/0012-instants-are-dates.md. These functions are the only
 * bridge between instants and the minutes of the core.
 */

const MINUTE_MS = 60_000

/** The instant at which a minute of the core begins. */
export const instantOf = (minute: Minute): Date => new Date(minute * MINUTE_MS)

/** The minute of the core in which an instant lies. */
export const minuteOf = (instant: Date): Minute => Math.floor(instant.getTime() / MINUTE_MS)

/** The first minute of the core that begins at an instant or after it. */
export const firstMinuteFrom = (instant: Date): Minute => Math.ceil(instant.getTime() / MINUTE_MS)

/** Whether a minute of the core begins at an instant. */
export const isWholeMinute = (instant: Date): boolean => minuteOf(instant) === firstMinuteFrom(instant)

/**
 * The whole minutes from one instant to another, rounded outwards: a minute that is taken in part cannot be booked.
 */
export const spanCovering = (from: Date, to: Date): Span => ({
  from: minuteOf(from),
  to: firstMinuteFrom(to),
})

/** The instant that many milliseconds after another; before it if negative. */
export const addMs = (instant: Date, ms: number): Date => new Date(instant.getTime() + ms)

/** The instant that many minutes after another; before it if negative. */
export const addMinutes = (instant: Date, minutes: number): Date => addMs(instant, minutes * MINUTE_MS)
