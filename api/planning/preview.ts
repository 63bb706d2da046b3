import type pg from 'pg'
import type { App } from '../app.ts'
import type { Proposal } from '../availability/proposals.ts'
import { bookableWindow } from '../availability/slots.ts'
import { sharePlan } from '../booking/locked.ts'
import { propose } from '../booking/office/propose.ts'
import { inTransaction } from '../kernel/transaction.ts'
import { minuteOf } from '../live/occupancies.ts'
import type { SignedInStaff } from '../identity/session.ts'
import { assess, type Assessment } from './assess.ts'
import type { AffectedBooking } from './bookings.ts'
import type { WantedChange } from './change.ts'
import type { PreviewOutcome } from './outcome.ts'
import { MAX_MOVES } from '../kernel/limits.ts'

/** Nobody is asked at shorter notice to come earlier than agreed. */
const NOTICE_MINUTES = 24 * 60

/** What a change of plan would do, and where those whom it concerns could go; nothing is changed. */
export async function previewPlanChange(
  app: App,
  staff: SignedInStaff,
  change: WantedChange,
  now: Date,
): Promise<PreviewOutcome> {
  return inTransaction<PreviewOutcome>(app.db.pool, async (client) => {
    // Plan, bookings and what is free are those of one moment.
    await sharePlan(client)
    const assessment = await assess(client, staff, change, now)
    const proposals = await proposalsAfter(client, staff, assessment, now)
    return { type: 'PlanPreview', ...assessment, proposals }
  })
}

async function proposalsAfter(
  client: pg.ClientBase,
  staff: SignedInStaff,
  { affected, after }: Assessment,
  now: Date,
): Promise<Map<string, Proposal[]>> {
  const movable = affected.filter(({ status }) => status === 'CONFIRMED' || status === 'CHECKED_IN')
  const { zone, leadMinutes, horizonDays } = after.office
  const { earliest } = bookableWindow(now.getTime(), leadMinutes, horizonDays, zone)
  const notice = { earliest, earlierFrom: Math.max(earliest, minuteOf(now) + NOTICE_MINUTES) }
  return propose(client, staff, after, movable.slice(0, MAX_MOVES).map(displaced), notice, now)
}

const displaced = ({ id, visit, startsAt, status }: AffectedBooking) => ({
  id,
  visit,
  from: minuteOf(startsAt),
  onlyThen: status === 'CHECKED_IN',
})
