import type pg from 'pg'
import type { App } from '../app.ts'
import { addDays, dayOf, daySpan } from '../availability/calendar.ts'
import type { Day, OfficeDay } from '../availability/model.ts'
import { deskDayOf } from '../availability/plan.ts'
import { type Proposal, proposalsFor } from '../availability/proposals.ts'
import { bookableWindow } from '../availability/slots.ts'
import { sharePlan } from '../booking/locked.ts'
import { inTransaction } from '../booking/transaction.ts'
import { minuteOf, readOccupancies } from '../live/occupancies.ts'
import type { SignedInStaff } from '../staff/session.ts'
import { assess, type Assessment } from './assess.ts'
import type { AffectedBooking } from './bookings.ts'
import type { WantedChange } from './change.ts'
import type { PreviewOutcome } from './outcome.ts'

/** So many times to choose from, for each booking. */
const PROPOSALS = 3
/** For no more bookings than can be moved at once. */
const MOST = 200
/** Days around the old one in which another time is looked for, and one more for its end. */
const AROUND = 15
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
    const proposals = await propose(client, staff, assessment, now)
    return { type: 'PlanPreview', ...assessment, proposals }
  })
}

async function propose(
  client: pg.ClientBase,
  staff: SignedInStaff,
  { affected, after }: Assessment,
  now: Date,
): Promise<Map<string, Proposal[]>> {
  const movable = affected.filter(({ status }) => status === 'CONFIRMED' || status === 'CHECKED_IN')
  const wanted = movable.slice(0, MOST)
  const [first, last] = [wanted[0], wanted.at(-1)]
  if (!first || !last) return new Map()
  const { zone, leadMinutes, horizonDays } = after.office
  const plans = [...after.desks.values()].filter(({ departmentId }) => staff.mayWorkIn(departmentId))
  const span = {
    from: daySpan(addDays(dayOf(first.from, zone), -AROUND), zone).from,
    to: daySpan(addDays(dayOf(last.from, zone), AROUND), zone).to,
  }
  const ids = plans.map(({ desk }) => desk.id)
  // Nobody has left yet: who stays where they are keep their place.
  const taken = Map.groupBy(await readOccupancies(client, ids, span), ({ deskId }) => deskId)
  const officeDay = (day: Day): OfficeDay => ({
    origin: daySpan(day, zone).from,
    deskDays: plans.map((plan) =>
      deskDayOf(plan, day, taken.get(plan.desk.id) ?? [], now.getTime(), after.office, true),
    ),
  })
  const { earliest, latest } = bookableWindow(now.getTime(), leadMinutes, horizonDays, zone)
  const earlierFrom = Math.max(earliest, minuteOf(now) + NOTICE_MINUTES)
  return proposalsFor(wanted.map(displaced), PROPOSALS, { officeDay, zone, earliest, earlierFrom, latest })
}

const displaced = ({ id, visit, startsAt, status }: AffectedBooking) => ({
  id,
  visit,
  from: minuteOf(startsAt),
  onlyThen: status === 'CHECKED_IN',
})
