import { addDays, dayOf, daySpan } from '../../availability/calendar.ts'
import type { Day, Minute, OfficeDay } from '../../availability/model.ts'
import { deskDayOf } from '../../availability/plan.ts'
import { type Displaced, type Proposal, proposalsFor } from '../../availability/proposals.ts'
import type { Queryable } from '../../kernel/db.ts'
import { readOccupancies } from '../../live/occupancies.ts'
import { type Plan, windowOf } from '../../live/plan.ts'
import type { SignedInStaff } from '../../identity/session.ts'

/** Proposals for each booking. */
const PROPOSALS = 3
/** Days before and after the agreed day whose occupancies are read: the 14 days of the search, and one more. */
const MARGIN_DAYS = 15

/** Minimum notice for citizens. */
export interface Notice {
  /** Lower bound of all proposals. */
  earliest: Minute
  /** Lower bound of proposals before the agreed time, because the citizen needs time to read the mail. */
  earlierFrom: Minute
}

/**
 * Proposes other times for bookings by a plan, at the desks of the clerk's departments: near the agreed times, within the
 * horizon of citizens. All proposals can be taken together. The present places of the bookings count as taken.
 */
export async function propose(
  db: Queryable,
  staff: SignedInStaff,
  { desks, office }: Pick<Plan, 'desks' | 'office'>,
  displaced: readonly Displaced[],
  { earliest, earlierFrom }: Notice,
  now: Date,
): Promise<Map<string, Proposal[]>> {
  if (displaced.length === 0) return new Map()
  const { zone } = office
  const days = displaced.map(({ from }) => dayOf(from, zone)).sort()
  const span = {
    from: daySpan(addDays(days[0]!, -MARGIN_DAYS), zone).from,
    to: daySpan(addDays(days.at(-1)!, MARGIN_DAYS), zone).to,
  }
  const plans = [...desks.values()].filter(({ departmentId }) => staff.mayWorkIn(departmentId))
  const ids = plans.map(({ desk }) => desk.id)
  const taken = Map.groupBy(await readOccupancies(db, ids, span), ({ deskId }) => deskId)
  const officeDay = (day: Day): OfficeDay => ({
    origin: daySpan(day, zone).from,
    deskDays: plans.map((plan) =>
      deskDayOf(plan, day, taken.get(plan.desk.id) ?? [], now.getTime(), office, true),
    ),
  })
  const { latest } = windowOf({ office }, now)
  return proposalsFor(displaced, PROPOSALS, { officeDay, zone, earliest, earlierFrom, latest })
}
