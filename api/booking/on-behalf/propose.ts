import { addDays, dayOf, daySpan } from '../../availability/calendar.ts'
import type { Day, Minute, OfficeDay } from '../../availability/model.ts'
import { deskDayOf } from '../../availability/plan.ts'
import { type Displaced, type Proposal, proposalsFor } from '../../availability/proposals.ts'
import { bookableWindow } from '../../availability/slots.ts'
import type { Queryable } from '../../kernel/db.ts'
import { readOccupancies } from '../../live/occupancies.ts'
import type { Plan } from '../../live/plan.ts'
import type { SignedInStaff } from '../../identity/session.ts'

/** So many times to choose from, for each booking. */
const PROPOSALS = 3
/** Days around the old one in which another time is looked for, and one more for its end. */
const AROUND = 15

/** How soon somebody may be asked to come. */
export interface Notice {
  /** No proposal before. */
  earliest: Minute
  /** No earlier time than the agreed one before this: they may not have read it. */
  earlierFrom: Minute
}

/**
 * Other times for bookings by a plan, at the desks where a member of staff may work: near the old ones, as far ahead as
 * citizens may book, and all of them can be taken together. Who shall move keeps the old place until it is given back.
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
  const { zone, leadMinutes, horizonDays } = office
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
  const { latest } = bookableWindow(now.getTime(), leadMinutes, horizonDays, zone)
  return proposalsFor(displaced, PROPOSALS, { officeDay, zone, earliest, earlierFrom, latest })
}
