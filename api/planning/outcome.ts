import type { InvalidInput, Refused } from '../kernel/outcome.ts'
import type { Proposal } from '../availability/proposals.ts'
import type { Assessment } from './assess.ts'
import type { SlotCounts } from './count-slots.ts'

/** The effect of a change, and proposals for the affected bookings. */
export interface PlanPreview extends Assessment, SlotCounts {
  type: 'PlanPreview'
  /** By id of the booking; none for bookings that cannot be moved, or without free desks. */
  proposals: ReadonlyMap<string, readonly Proposal[]>
}

/** The plan or the bookings have changed since the preview; nothing was written. */
export interface PlanOutdated {
  type: 'PlanOutdatedError'
  /** Bookings that need another choice: new, cancelled, changed, or their new time was taken. */
  bookingIds: string[]
  preview: PlanPreview
}

export interface AppliedPlanChange {
  type: 'AppliedPlanChange'
  changeId: string
}

export type PreviewOutcome = PlanPreview | InvalidInput | Refused
export type ApplyOutcome = AppliedPlanChange | PlanOutdated | InvalidInput | Refused
