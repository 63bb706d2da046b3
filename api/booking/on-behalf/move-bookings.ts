import type { App } from '../../app.ts'
import { runCommand } from '../../command.ts'
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
import { minuteOf } from '../../live/occupancies.ts'
import { moveVisits, type NoFreeDesk } from '../move-visits.ts'
import { lockPlanShared } from '../plan-lock.ts'
import { alternativesTo } from '../rule.ts'
import { type LockedVisit, lockVisits } from '../visit-day/lock-visits.ts'
import { officeRule } from './office-rule.ts'
import { earliestForOffice } from './office-slots.ts'

/** The new place of one booking. */
export interface Move {
  bookingId: string
  /** As the clerk saw it. */
  version: number
  startsAt: Date
  /** Null: any desk that is free, preferably its own. */
  deskId?: string | null
}

export interface MoveBookingsInput {
  moves: Move[]
  /** In the office's words; null: the citizens have asked for it. */
  reason?: string | null
}

type Outcome = UpdatedBookings | SlotTaken | VersionConflict | InvalidInput | Refused

/**
 * Moves bookings to other times or desks: all of them, or none; several may exchange their places. Each citizen whose
 * start changes gets a mail.
 */
export async function moveBookings(
  app: App,
  staff: SignedInStaff,
  { moves, reason }: MoveBookingsInput,
  now: Date,
): Promise<Outcome> {
  const words = reason == null ? null : check(reasonSchema, reason, 'reason')
  const problems: FieldProblem[] = words ? problemsOf(words) : []
  if (moves.length === 0) problems.push({ field: 'moves', code: 'REQUIRED' })
  if (moves.length > MAX_MOVES) problems.push({ field: 'moves', code: 'TOO_MANY_BOOKINGS', limit: MAX_MOVES })
  if (problems.length > 0) return invalid(problems)
  const byId = new Map(moves.map((move) => [move.bookingId.toLowerCase(), move]))
  if (byId.size < moves.length) return refused('NOT_ALLOWED')

  const notice = {
    actor: `staff:${staff.id}`,
    reason: words && 'value' in words ? words.value : null,
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

/** @throws Rollback with the reason why the office cannot move a booking to a start */
export function assertMovable(
  booking: Pick<LockedVisit, 'status' | 'startsAt'>,
  startsAt: Date,
  now: Date,
): void {
  const { status } = booking
  if (status === 'CANCELLED') throw new Rollback(refused('ALREADY_CANCELLED'))
  // A citizen who waits already can still go to another desk, at the time that was agreed.
  const waits = status === 'CHECKED_IN' && booking.startsAt.getTime() === startsAt.getTime()
  if (status !== 'CONFIRMED' && !waits) throw new Rollback(refused('NOT_ALLOWED'))
  if (!waits && minuteOf(startsAt) < earliestForOffice(now)) throw new Rollback(refused('ALREADY_PAST'))
}
