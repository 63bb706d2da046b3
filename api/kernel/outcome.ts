import type { Slot } from '../availability/model.ts'
import type { FieldCode, RefusalReason } from './messages.ts'

/** An outcome that callers can expect; `type` is its name in the schema. Surprises are thrown instead. */
export type Refusal = SlotTaken | InvalidInput | LimitReached | ChallengeRequired | Refused | VersionConflict

export interface SlotTaken {
  type: 'SlotTakenError'
  /** Of the same visit, the nearest first in time; may be empty. */
  alternatives: Slot[]
  /** Where the office moves several: for which of them there is no place. */
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
  /** The bound that was missed, where there is one. */
  limit?: number | null
}
export interface LimitReached {
  type: 'LimitReachedError'
  retryAt: Date | null
  /** Nobody asked too often: something that takes longer is in progress. Absent: false. */
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
/** Somebody else was faster: the caller has seen another version than the one there is now. */
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
