import type { Slot } from '../availability/model.ts'
import type { FieldCode, RefusalReason } from './messages.ts'

/** An expected refusal; `type` is its name in the schema. Unexpected errors are thrown. */
export type Refusal = SlotTaken | InvalidInput | LimitReached | ChallengeRequired | Refused | VersionConflict

export interface SlotTaken {
  type: 'SlotTakenError'
  /** Other starts for the same visit, by time; may be empty. */
  alternatives: Slot[]
  /** In a bulk move: the booking without a free desk. */
  bookingId?: string
}
export interface InvalidInput {
  type: 'InvalidInputError'
  fields: FieldProblem[]
}
export interface FieldProblem {
  /** Path below `input`, e.g. contact.email */
  field: string
  code: FieldCode
  /** The limit that was violated, if there is one. */
  limit?: number | null
}
export interface LimitReached {
  type: 'LimitReachedError'
  retryAt: Date | null
  /** True: not the rate of requests, but a longer operation in progress is the reason. Absent: false. */
  isBusy?: true
}
export interface ChallengeRequired {
  type: 'ChallengeRequiredError'
  challenge: string
}
export interface Refused {
  type: 'RefusedError'
  reason: RefusalReason
}
/** The booking was changed concurrently: its version differs from the one that the caller has read. */
export interface VersionConflict {
  type: 'VersionConflictError'
  bookingId: string
  expectedVersion: number
}

export interface SlotHold {
  type: 'SlotHold'
  bookingId: string
  token: string
}
export interface NewBooking {
  type: 'NewBooking'
  bookingId: string
  token: string
}
export interface UpdatedBooking {
  type: 'UpdatedBooking'
  bookingId: string
}
export interface UpdatedBookings {
  type: 'UpdatedBookings'
  bookingIds: string[]
}

export const refused = (reason: RefusalReason): Refused => ({ type: 'RefusedError', reason })
export const invalid = (fields: FieldProblem[]): InvalidInput => ({ type: 'InvalidInputError', fields })
