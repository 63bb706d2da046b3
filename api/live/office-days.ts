import { daySpan } from '../availability/calendar.ts'
import type { Day, OfficeDay, Visit } from '../availability/model.ts'
import { deskDayOf } from '../availability/plan.ts'
import type { Queryable } from '../kernel/db.ts'
import { type DeskOccupied, readOccupancies } from './occupancies.ts'
import { type Plan, plansFor } from './plan.ts'

/** A day of the office, and the plan from which it was computed. */
export interface PlannedDay extends OfficeDay {
  plan: Plan
}

export interface FreshOptions {
  /** Includes the hours that are reserved for the office. */
  withReserved?: boolean
}

/** Occupancies by desk. */
export type ByDesk = ReadonlyMap<string, readonly DeskOccupied[]>

/**
 * The free time of the desks that can serve the visit on consecutive days, by a plan and by the occupancies in the
 * database.
 */
export async function readOfficeDays(
  db: Queryable,
  plan: Plan,
  visit: Visit,
  days: readonly Day[],
  now: Date,
  options: FreshOptions = {},
): Promise<PlannedDay[]> {
  const { zone } = plan.office
  const read = await readOccupancies(
    db,
    plansFor(visit, plan).map(({ desk }) => desk.id),
    { from: daySpan(days[0]!, zone).from, to: daySpan(days.at(-1)!, zone).to },
  )
  const occupied = Map.groupBy(read, ({ deskId }) => deskId)
  return days.map((day) => plannedDay(plan, visit, day, occupied, now, options))
}

/** The free time of the desks that can serve the visit on a day, by a plan and given occupancies. */
export function plannedDay(
  plan: Plan,
  visit: Visit,
  day: Day,
  occupied: ByDesk,
  now: Date,
  { withReserved = false }: FreshOptions = {},
): PlannedDay {
  const { office } = plan
  return {
    origin: daySpan(day, office.zone).from,
    deskDays: plansFor(visit, plan).map((one) =>
      deskDayOf(one, day, occupied.get(one.desk.id) ?? [], now.getTime(), office, withReserved),
    ),
    plan,
  }
}
