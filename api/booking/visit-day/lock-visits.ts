import type pg from 'pg'
import { dayOf } from '../../availability/calendar.ts'
import type { App } from '../../app/app.ts'
import { minuteOf } from '../../kernel/instant.ts'
import type { SignedInStaff } from '../../identity/session.ts'
import { refused } from '../../kernel/outcome.ts'
import { Rollback } from '../../kernel/transaction.ts'
import { isUuid } from '../../inputs/uuid.ts'
import type { VisitFrame, VisitState } from './steps.ts'

/** A visit's row, locked until the transaction ends. */
export interface LockedVisit extends VisitState, Omit<VisitFrame, 'dayHasCome'> {
  id: string
  departmentId: string
  deskId: string
  endsAt: Date
  version: number
}

/** Locks one visit for a change by the office. @throws Rollback with NOT_FOUND, as `lockVisits` */
export async function lockVisit(
  client: pg.ClientBase,
  staff: SignedInStaff,
  id: string,
): Promise<LockedVisit> {
  const [visit] = await lockVisits(client, staff, [id])
  return visit!
}

/**
 * Locks visits for a change by the office, by id. All commands lock in the order of ids, so two clerks who work with
 * the same visits wait for each other and do not end in a deadlock.
 * @throws Rollback with NOT_FOUND for a visit of another department, or one that does not exist
 */
export async function lockVisits(
  client: pg.ClientBase,
  staff: SignedInStaff,
  ids: readonly string[],
): Promise<LockedVisit[]> {
  const { rows } = await client.query<LockedVisit>(LOCK, [ids.filter(isUuid)])
  const found = new Map(rows.map((visit) => [visit.id, visit]))
  const isVisible = (visit?: LockedVisit) => visit !== undefined && staff.mayWorkIn(visit.departmentId)
  if (!ids.every((id) => isVisible(found.get(id.toLowerCase())))) throw new Rollback(refused('NOT_FOUND'))
  return rows
}

const LOCK = `
  SELECT id, status, mode, department_id AS "departmentId", desk_id AS "deskId", starts_at AS "startsAt",
         ends_at AS "endsAt", version, arrived_at AS "arrivedAt", called_at AS "calledAt",
         completed_at AS "completedAt", call_attempts AS "callAttempts", try_again_at AS "tryAgainAt"
    FROM booking WHERE id = ANY ($1::uuid[]) AND confirmed_at IS NOT NULL
   ORDER BY id FOR UPDATE`

/** Whether the day of the visit has begun, in the office's time zone. */
export function dayHasCome({ availability }: Pick<App, 'availability'>, startsAt: Date, now: Date): boolean {
  return dayOf(minuteOf(startsAt), availability.zone) <= dayOf(minuteOf(now), availability.zone)
}
