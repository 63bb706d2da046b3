import type pg from 'pg'
import { dayOf } from '../../availability/calendar.ts'
import type { App } from '../../app.ts'
import { minuteOf } from '../../live/occupancies.ts'
import type { SignedInStaff } from '../../identity/session.ts'
import { refused } from '../../kernel/outcome.ts'
import { Rollback } from '../../kernel/transaction.ts'
import type { VisitFrame, VisitState } from './steps.ts'

/** A visit's row, locked until the transaction ends. */
export interface LockedVisit extends VisitState, Omit<VisitFrame, 'dayHasCome'> {
  id: string
  departmentId: string
  deskId: string
  endsAt: Date
  version: number
}

/**
 * Locks a visit for a change by the office. What another department has looks as if it were not there.
 * @throws Rollback with NOT_FOUND
 */
export async function lockVisit(
  client: pg.ClientBase,
  staff: SignedInStaff,
  id: string,
): Promise<LockedVisit> {
  const { rows } = await client.query<LockedVisit>(LOCK, [id])
  const visit = rows[0]
  if (!visit || !staff.mayWorkIn(visit.departmentId)) throw new Rollback(refused('NOT_FOUND'))
  return visit
}

// An id that is no UUID names nothing; compared as text it is no error either.
const LOCK = `
  SELECT id, status, mode, department_id AS "departmentId", desk_id AS "deskId", starts_at AS "startsAt", ends_at AS "endsAt", version,
         arrived_at AS "arrivedAt", called_at AS "calledAt", completed_at AS "completedAt",
         call_attempts AS "callAttempts", try_again_at AS "tryAgainAt"
    FROM booking
   WHERE id = CASE WHEN $1::text ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN $1::uuid END
     AND confirmed_at IS NOT NULL
     FOR UPDATE`

/** Whether the office's day of a visit has come. */
export function dayHasCome({ horizon }: Pick<App, 'horizon'>, startsAt: Date, now: Date): boolean {
  return dayOf(minuteOf(startsAt), horizon.zone) <= dayOf(minuteOf(now), horizon.zone)
}
