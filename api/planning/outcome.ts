import type { InvalidInput, Refused } from '../kernel/outcome.ts'
import type { Proposal } from '../availability/proposals.ts'
import type { Assessment } from './assess.ts'

/** What a change would do, and where those whom it concerns could go. */
export interface PlanPreview extends Assessment {
  type: 'PlanPreview'
  /** By booking; none for those who can't be moved, or for whom nothing is free. */
  proposals: ReadonlyMap<string, readonly Proposal[]>
}

/** What a choice was made by is no longer so; nothing was changed. */
export interface PlanOutdated {
  type: 'PlanOutdatedError'
  /** For whom another choice has to be made: new, gone, changed, or their time was taken. */
  bookingIds: string[]
  preview: PlanPreview
}

export interface AppliedPlanChange {
  type: 'AppliedPlanChange'
  changeId: string
}

export type PreviewOutcome = PlanPreview | InvalidInput | Refused
export type ApplyOutcome = AppliedPlanChange | PlanOutdated | InvalidInput | Refused
