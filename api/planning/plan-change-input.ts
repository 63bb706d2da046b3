import type { Day } from '../availability/model.ts'
import type { ClosureKind } from '../generated/prisma/enums.ts'

/** Input of a plan change, which is applied in one transaction. To change an opening or a closure, end it and add another. */
export interface PlanChangeInput {
  addOpenings?: readonly AddOpening[] | null
  endOpenings?: readonly EndOpenings[] | null
  addClosures?: readonly AddClosure[] | null
  /** `groupId`s of closures. */
  removeClosures?: readonly string[] | null
  /** Id of a change to undo; excludes all other fields. */
  undo?: string | null
}

export interface AddOpening {
  deskIds: readonly string[]
  /** ISO 8601: 1 is Monday. */
  weekdays: readonly number[]
  /** `HH:MM` of the office's clock. */
  from: string
  /** Exclusive; `24:00` is the end of the day. */
  until: string
  /** First day; null: today. */
  validFrom?: Day | null
  /** Last day; null: until further notice. */
  validUntil?: Day | null
  reserved?: boolean | null
}

export interface EndOpenings {
  openingIds: readonly string[]
  /** The last open day; not before yesterday. */
  lastDay: Day
}

export interface AddClosure {
  /** Exactly one of `deskIds`, `locationId` and `wholeHouse` is set. */
  deskIds?: readonly string[] | null
  /** All desks of the location. */
  locationId?: string | null
  wholeHouse?: boolean | null
  kind: ClosureKind
  /** Visible to staff only. */
  reason: string
  firstDay: Day
  lastDay: Day
  /** Start on the first day; null: the beginning of that day. */
  fromTime?: string | null
  /** End on the last day; null: the end of that day. */
  untilTime?: string | null
}
