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
/** Days before and after the old one that are read: those that are searched, and one more. */
const AROUND = 15

/** How much notice citizens get. */
export interface Notice {
  /** No proposal before. */
  earliest: Minute
  /** Before this no time that is earlier than the agreed one: the citizen may not have read the mail. */
  earlierFrom: Minute
}

/**
 * Proposes other times for bookings by a plan, at the desks of a member of staff: near the old times, within the
 * horizon of citizens, and so that all can be taken together. The old places of these bookings count as taken.
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
    from: daySpan(addDays(days[0]!, -AROUND), zone).from,
    to: daySpan(addDays(days.at(-1)!, AROUND), zone).to,
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
