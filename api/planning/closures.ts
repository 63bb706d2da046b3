import type { App } from '../app.ts'
import type { ClosureKind } from '../generated/prisma/enums.ts'
import type { SignedInStaff } from '../identity/session.ts'

/** What was shut together. */
export interface PlannedClosure {
  groupId: string
  kind: ClosureKind
  reason: string
  startsAt: Date
  endsAt: Date
  /** Empty: the whole house. */
  deskIds: string[]
  /** All of it is this person's to plan. */
  isOwn: boolean
}

/** Closures that are not over, at the desks of somebody's departments and of the whole house, by start. */
export async function closuresAhead(
  { db, availability }: App,
  staff: SignedInStaff,
  now: Date,
): Promise<PlannedClosure[]> {
  const { desks } = availability.plan
  const mayPlan = (id: string) => staff.mayWorkIn(desks.get(id)?.departmentId ?? '')
  const rows = await db.prisma.closure.findMany({
    where: { endsAt: { gt: now } },
    orderBy: [{ startsAt: 'asc' }, { deskId: 'asc' }],
  })
  const groups = Map.groupBy(rows, ({ groupId }) => groupId)
  return [...groups.values()].flatMap((group) => {
    const deskIds = group.flatMap(({ deskId }) => deskId ?? [])
    const concerned = deskIds.length === 0 ? [...desks.keys()] : deskIds
    if (deskIds.length > 0 && !deskIds.some(mayPlan)) return []
    return { ...group[0]!, deskIds, isOwn: concerned.every(mayPlan) }
  })
}

/** Whether somebody plans for every department that has desks, and so for the house. */
export const mayCloseHouse = ({ availability }: App, staff: SignedInStaff): boolean =>
  [...availability.plan.desks.values()].every(({ departmentId }) => staff.mayWorkIn(departmentId))
