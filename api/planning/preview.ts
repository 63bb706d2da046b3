import type pg from 'pg'
import type { App } from '../app/app.ts'
import type { Proposal } from '../availability/proposals.ts'
import { lockPlanShared } from '../booking/plan-lock.ts'
import { propose } from '../booking/on-behalf/propose.ts'
import { inTransaction } from '../kernel/transaction.ts'
import { minuteOf } from '../kernel/instant.ts'
import { windowOf } from '../live/plan.ts'
import type { SignedInStaff } from '../identity/session.ts'
import { assess, type Assessment } from './assess.ts'
import type { AffectedBooking } from './bookings.ts'
import { countSlots } from './count-slots.ts'
import type { PreviewOutcome } from './outcome.ts'
import type { PlanChangeInput } from './plan-change-input.ts'
import { MAX_MOVES } from '../kernel/limits.ts'

/**
 * Minimum notice for a proposal before the original start, because citizens may not read their mails every day.
 */
const NOTICE_MINUTES = 24 * 60

/** Computes the effect of a change of the plan, and proposals for the affected bookings; writes nothing. */
export async function previewPlanChange(
  app: App,
  staff: SignedInStaff,
  change: PlanChangeInput,
  now: Date,
): Promise<PreviewOutcome> {
  return inTransaction<PreviewOutcome>(app.db.pool, async (client) => {
    // The lock keeps the plan unchanged between the statements.
    await lockPlanShared(client)
    const assessment = await assess(client, staff, change, now)
    const proposals = await proposalsAfter(client, staff, assessment, now)
    const slots = await countSlots(client, assessment, now)
    return { type: 'PlanPreview', ...assessment, ...slots, proposals }
  })
}

async function proposalsAfter(
  client: pg.ClientBase,
  staff: SignedInStaff,
  { affected, after }: Assessment,
  now: Date,
): Promise<Map<string, Proposal[]>> {
  const movable = affected.filter(({ status }) => status === 'CONFIRMED' || status === 'CHECKED_IN')
  const { earliest } = windowOf(after, now)
  const notice = { earliest, earlierFrom: Math.max(earliest, minuteOf(now) + NOTICE_MINUTES) }
  return propose(client, staff, after, movable.slice(0, MAX_MOVES).map(displaced), notice, now)
}

const displaced = ({ id, visit, startsAt, status }: AffectedBooking) => ({
  id,
  visit,
  from: minuteOf(startsAt),
  sameTimeOnly: status === 'CHECKED_IN',
})
