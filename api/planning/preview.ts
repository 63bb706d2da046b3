import type pg from 'pg'
import type { App } from '../app.ts'
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
import type { WantedChange } from './wanted-change.ts'
import { MAX_MOVES } from '../kernel/limits.ts'

/**
 * An earlier time than the agreed one is proposed only if it is at least so far ahead: citizens may not read mails
 * daily.
 */
const NOTICE_MINUTES = 24 * 60

/** Computes the effect of a change of the plan, and other times for the bookings that it affects; changes nothing. */
export async function previewPlanChange(
  app: App,
  staff: SignedInStaff,
  change: WantedChange,
  now: Date,
): Promise<PreviewOutcome> {
  return inTransaction<PreviewOutcome>(app.db.pool, async (client) => {
    // The plan does not change between the statements that read it, the bookings and the free times.
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
