import type pg from 'pg'
import type { App } from '../../app/app.ts'
import { audit } from '../../audit/audit.ts'
import { runCommand } from '../../app/command.ts'
import type { SignedInStaff } from '../../identity/session.ts'
import { type Refused, refused, type UpdatedBooking, type VersionConflict } from '../../kernel/outcome.ts'
import { Rollback } from '../../kernel/transaction.ts'
import { dayHasCome, lockVisit, type LockedVisit } from './lock-visits.ts'
import { type Step, stepped } from './steps.ts'

export interface StepInput {
  bookingId: string
  /** The version of the visit that the clerk has read. */
  version: number
  step: Step
  /** For NOT_REACHED: the time of the next call. */
  tryAgainAt?: Date | null
}

type Outcome = UpdatedBooking | VersionConflict | Refused

/** The action of each step in the audit. */
export const ACTIONS: Record<Step, string> = {
  CHECK_IN: 'booking.checked-in',
  CALL: 'booking.called',
  NOT_REACHED: 'booking.not-reached',
  COMPLETE: 'booking.completed',
  NO_SHOW: 'booking.no-show',
  STEP_BACK: 'booking.step-back',
}

/**
 * Records a step of a visit. The lock and the version ensure that if two clerks call the same visitor, one of them gets a
 * conflict. A repeated request of the same clerk changes nothing and is no conflict.
 */
export async function takeStep(
  app: App,
  staff: SignedInStaff,
  { bookingId, version, step, tryAgainAt }: StepInput,
  now: Date,
): Promise<Outcome> {
  const actor = `staff:${staff.id}` as const
  return runCommand<Outcome>(app, {}, async (client) => {
    const visit = await lockVisit(client, staff, bookingId)
    const done: UpdatedBooking = { type: 'UpdatedBooking', bookingId: visit.id }
    if (visit.version !== version) {
      if (visit.version === version + 1 && (await wasLast(client, visit, actor, step)))
        throw new Rollback(done)
      throw new Rollback({ type: 'VersionConflictError', bookingId: visit.id, expectedVersion: version })
    }
    const frame = { ...visit, dayHasCome: dayHasCome(app, visit.startsAt, now) }
    const next = stepped(step, visit, frame, now, tryAgainAt)
    if (typeof next === 'string') throw new Rollback(refused(next))
    await client.query(
      `UPDATE booking SET status = $2, arrived_at = $3, called_at = $4, completed_at = $5, call_attempts = $6,
                          try_again_at = $7, version = version + 1 WHERE id = $1`,
      [
        visit.id,
        next.status,
        next.arrivedAt,
        next.calledAt,
        next.completedAt,
        next.callAttempts,
        next.tryAgainAt,
      ],
    )
    await audit(client, actor, ACTIONS[step], {
      bookingId: visit.id,
      detail: { from: visit.status, to: next.status },
    })
    return done
  })
}

/** Whether this step by this actor is the latest audit entry of the visit. */
async function wasLast(
  client: pg.ClientBase,
  { id }: LockedVisit,
  actor: string,
  step: Step,
): Promise<boolean> {
  const { rows } = await client.query<{ actor: string; action: string }>(
    'SELECT actor, action FROM audit_entry WHERE booking_id = $1 ORDER BY id DESC LIMIT 1',
    [id],
  )
  return rows[0]?.actor === actor && rows[0].action === ACTIONS[step]
}
