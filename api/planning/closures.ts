import type { App } from '../app/app.ts'
import type { ClosureKind } from '../generated/prisma/enums.ts'
import type { SignedInStaff } from '../identity/session.ts'

/** A closure, of one desk or several. */
export interface PlannedClosure {
  groupId: string
  kind: ClosureKind
  reason: string
  startsAt: Date
  endsAt: Date
  /** Empty: the whole office. */
  deskIds: string[]
  /** This member of staff may plan all of its desks. */
  isOwn: boolean
}

/** Current and future closures at the desks of a member of staff and of the whole office, by start. */
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

/** Whether a member of staff may plan for every department with desks, and so for the whole office. */
export const mayCloseHouse = ({ availability }: App, staff: SignedInStaff): boolean =>
  [...availability.plan.desks.values()].every(({ departmentId }) => staff.mayWorkIn(departmentId))
