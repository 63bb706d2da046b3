import type { App } from '../../app/app.ts'
import { runCommand } from '../../app/command.ts'
import type { SignedInStaff } from '../../identity/session.ts'
import { check, problemsOf } from '../../inputs/field-problems.ts'
import { reason as reasonSchema } from '../../inputs/reason.ts'
import {
  type FieldProblem,
  invalid,
  type InvalidInput,
  type Refused,
  refused,
  type SlotTaken,
  type UpdatedBookings,
  type VersionConflict,
} from '../../kernel/outcome.ts'
import { MAX_MOVES } from '../../kernel/limits.ts'
import { Rollback } from '../../kernel/transaction.ts'
import { minuteOf } from '../../kernel/instant.ts'
import { moveVisits, type NoFreeDesk } from '../move-visits.ts'
import { lockPlanShared } from '../plan-lock.ts'
import { alternativesTo } from '../rule.ts'
import { type LockedVisit, lockVisits } from '../visit-day/lock-visits.ts'
import { officeRule } from './office-rule.ts'
import { earliestForOffice } from './office-slots.ts'

/** The new place of one booking. */
export interface Move {
  bookingId: string
  /** The version that the clerk has read. */
  version: number
  startsAt: Date
  /** Null: any free desk, preferably the present one. */
  deskId?: string | null
}

export interface MoveBookingsInput {
  moves: Move[]
  /** Text of the office for the citizens; null: the citizens have asked for it. */
  reason?: string | null
}

type Outcome = UpdatedBookings | SlotTaken | VersionConflict | InvalidInput | Refused

/**
 * Moves bookings to other times or desks, all or none; bookings may exchange places. Each citizen with a new start gets a
 * mail.
 */
export async function moveBookings(
  app: App,
  staff: SignedInStaff,
  { moves, reason }: MoveBookingsInput,
  now: Date,
): Promise<Outcome> {
  const checked = reason == null ? null : check(reasonSchema, reason, 'reason')
  const problems: FieldProblem[] = checked ? problemsOf(checked) : []
  if (moves.length === 0) problems.push({ field: 'moves', code: 'REQUIRED' })
  if (moves.length > MAX_MOVES) problems.push({ field: 'moves', code: 'TOO_MANY_BOOKINGS', limit: MAX_MOVES })
  if (problems.length > 0) return invalid(problems)
  const byId = new Map(moves.map((move) => [move.bookingId.toLowerCase(), move]))
  if (byId.size < moves.length) return refused('NOT_ALLOWED')

  const notice = {
    actor: `staff:${staff.id}`,
    reason: checked && 'value' in checked ? checked.value : null,
    reminderHours: app.config.reminderLeadHours,
  } as const
  const outcome = await runCommand<Outcome | NoFreeDesk>(app, { messages: true }, async (client) => {
    await lockPlanShared(client)
    const visits = await lockVisits(client, staff, [...byId.keys()])
    for (const visit of visits) {
      const { version, startsAt } = byId.get(visit.id)!
      if (visit.version !== version)
        throw new Rollback({ type: 'VersionConflictError', bookingId: visit.id, expectedVersion: version })
      assertMovable(visit, startsAt, now)
    }
    const plan = await app.availability.presentPlan(client)
    const bookings = new Map(visits.map((visit) => [visit.id, visit]))
    const planned = [...byId].map(([id, { startsAt, deskId }]) => ({
      booking: bookings.get(id)!,
      startsAt,
      rule: officeRule(app, staff, deskId, now),
    }))
    await moveVisits(client, plan, planned, notice, now)
    return { type: 'UpdatedBookings', bookingIds: moves.map(({ bookingId }) => bookingId) }
  })
  if (outcome.type !== 'NoFreeDesk') return outcome
  const { move, visit } = outcome
  const alternatives = await alternativesTo(move.rule, visit, move.startsAt, now)
  return { type: 'SlotTakenError', bookingId: move.booking.id, alternatives }
}

/** @throws Rollback with the reason if the office may not move a booking to a start */
export function assertMovable(
  booking: Pick<LockedVisit, 'status' | 'startsAt'>,
  startsAt: Date,
  now: Date,
): void {
  const { status } = booking
  if (status === 'CANCELLED') throw new Rollback(refused('ALREADY_CANCELLED'))
  // After check-in, only the desk can change, not the time.
  const isWaiting = status === 'CHECKED_IN' && booking.startsAt.getTime() === startsAt.getTime()
  if (status !== 'CONFIRMED' && !isWaiting) throw new Rollback(refused('NOT_ALLOWED'))
  if (!isWaiting && minuteOf(startsAt) < earliestForOffice(now)) throw new Rollback(refused('ALREADY_PAST'))
}
