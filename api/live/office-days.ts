import { daySpan } from '../availability/calendar.ts'
import type { Day, OfficeDay, Visit } from '../availability/model.ts'
import { deskDayOf } from '../availability/plan.ts'
import type { Queryable } from '../kernel/db.ts'
import { readOccupancies } from './occupancies.ts'
import { type Plan, plansFor } from './plan.ts'

/** A day of the office, and the plan by which it is one. */
export interface PlannedDay extends OfficeDay {
  plan: Plan
}

export interface FreshOptions {
  /** A booking whose own occupancy shall not count. */
  without?: string
  /** Also the hours that citizens are not offered. */
  withReserved?: boolean
}

/** The free time of the desks that can do the visit by a plan, as the database has it now. */
export async function readOfficeDays(
  db: Queryable,
  plan: Plan,
  visit: Visit,
  days: readonly Day[],
  now: Date,
  { without, withReserved = false }: FreshOptions = {},
): Promise<PlannedDay[]> {
  const plans = plansFor(visit, plan)
  const { office } = plan
  const taken = await readOccupancies(
    db,
    plans.map(({ desk }) => desk.id),
    { from: daySpan(days[0]!, office.zone).from, to: daySpan(days.at(-1)!, office.zone).to },
  )
  const byDesk = Map.groupBy(
    taken.filter(({ bookingId }) => !without || bookingId !== without),
    ({ deskId }) => deskId,
  )
  return days.map((day) => ({
    origin: daySpan(day, office.zone).from,
    deskDays: plans.map((one) =>
      deskDayOf(one, day, byDesk.get(one.desk.id) ?? [], now.getTime(), office, withReserved),
    ),
    plan,
  }))
}
