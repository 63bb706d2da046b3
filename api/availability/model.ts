/**
 * The data of the availability core. No file of this folder reads a clock, a database or the environment, so listing
 * and booking use the same functions and cannot disagree.
 *
 * Times are minutes since the epoch, and days of the office as text. Two times are finer, epoch milliseconds: the clock,
 * always named `nowMs`, and the expiry of a hold, which is compared with it.
 *
 * The free time of a desk is a sorted list of runs, not a bitmap of 5-minute cells: a day has few runs, a start depends
 * on its run only, and times need not be rounded to cells.
 */

/** Whole minutes since 1970-01-01T00:00Z. */
export type Minute = number

/** A calendar day of the office in its own zone, ISO 8601: `2026-03-29`. */
export type Day = string

/** A half-open time span: `from` is included, `to` is not. */
export interface Span {
  readonly from: Minute
  readonly to: Minute
}

/** The properties of a service that determine the length of a visit, in minutes. */
export interface ServiceTimes {
  readonly id: string
  readonly durationMinutes: number
  /** Added for each person after the first. */
  readonly extraMinutesPerPerson: number
  readonly maxPersons: number
}

/** One item of a visit: a service for a number of persons, the citizen included. */
export interface VisitItem {
  readonly serviceId: string
  readonly persons: number
}

/** Services × persons that are booked together, at one desk, without a break. */
export interface Visit {
  readonly serviceIds: readonly string[]
  /** Length, without the desk's buffer. */
  readonly minutes: number
}

/** A desk or a telephone line: serves one visit at a time. */
export interface Desk {
  readonly id: string
  readonly serviceIds: ReadonlySet<string>
  /** Starts lie on multiples of this after the start of the office's day; divides 60. */
  readonly gridMinutes: number
  /** Kept free after each visit. */
  readonly bufferMinutes: number
  /** The shortest visit (one person, one service) that this desk serves, its buffer included. */
  readonly shortestMinutes: number
}

/** Weekly open hours, in the local time of the office. */
export interface Opening {
  /** ISO 8601: 1 is Monday, 7 is Sunday. */
  readonly weekday: number
  /** Minutes after midnight in local time, 0 to 1439. */
  readonly fromMinute: number
  /** Half-open, 1 to 1440; 1440 is the start of the next day. */
  readonly toMinute: number
  /** First day; null: no limit. */
  readonly validFrom: Day | null
  /** Last day; null: until further notice. */
  readonly validUntil: Day | null
}

/** An occupancy: a time span in which a desk is taken, buffer included. */
export interface Occupied extends Span {
  /** Epoch milliseconds at which it stops to count. Null: it never expires. */
  readonly expiresAt: number | null
  /** Its booking; null for blocks. */
  readonly bookingId: string | null
}

/** The free time of one desk on one day. */
export interface DeskDay {
  readonly desk: Desk
  readonly day: Day
  /** Sorted, disjoint, not touching, none empty. */
  readonly runs: readonly Span[]
}

/** One day of the office: every desk at most once. */
export interface OfficeDay {
  /** The start of the day in the office's zone, where the grids of all desks begin. */
  readonly origin: Minute
  readonly deskDays: readonly DeskDay[]
}

/** The range of starts that may be booked at an instant, by lead time and horizon. */
export interface BookableWindow {
  /** The first minute at which a visit may start. */
  readonly earliest: Minute
  /** Exclusive end of the range. */
  readonly latest: Minute
}

/** A start at which a visit can be booked. */
export interface Slot {
  readonly from: Minute
  /** When the visit ends; the desk's buffer is not part of it. */
  readonly to: Minute
  /** Number of free desks, at least 1. */
  readonly free: number
}

/** A desk that could take a visit at a given start. */
export interface Candidate {
  readonly deskId: string
  /** The free run that contains the visit. */
  readonly run: Span
  /** Minutes of the run that stay free: its length less the visit with buffer. */
  readonly slackMinutes: number
}
