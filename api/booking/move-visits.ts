import type pg from 'pg'
import { type Actor, auditBookings } from '../audit/audit.ts'
import { dayOf, daySpan } from '../availability/calendar.ts'
import type { Visit } from '../availability/model.ts'
import { Rollback } from '../kernel/transaction.ts'
import { instantOf, minuteOf } from '../kernel/instant.ts'
import { type DeskOccupied, readOccupanciesWithin } from '../live/occupancies.ts'
import { plannedDay } from '../live/office-days.ts'
import type { Plan } from '../live/plan.ts'
import type { Candidate } from './candidates.ts'
import { enqueueMessages } from './messages.ts'
import type { BookingRule } from './rule.ts'
import { takeDesks } from './take-desks.ts'
import { type BookedTimes, visitsOf } from './visit.ts'

/** A booking that its caller has locked, and its new start. */
export interface VisitMove {
  booking: BookedTimes & { deskId: string }
  startsAt: Date
  /** Determines the allowed desks: `citizenRule` or `officeRule`. */
  rule: BookingRule
}

/** Data of the notification about a move. */
export interface MoveNotice {
  actor: Actor
  /** Text of the office for the citizen; null: the citizen has asked for the move. */
  reason: string | null
  reminderHours: number
}

/** No desk is free for a move; alternatives are looked up after the transaction. */
export interface NoFreeDesk {
  type: 'NoFreeDesk'
  move: VisitMove
  visit: Visit
}

/** A move with the allowed desks. */
interface Planned extends VisitMove {
  visit: Visit
  candidates: Candidate[]
}

/**
 * Moves bookings to other starts or desks, all or none, within a transaction that holds the lock of the plan. The number
 * of statements does not depend on the number of moves.
 *
 * The old occupancies are deleted first, so that bookings can exchange places. Other callers cannot take the old places
 * before the transaction ends, and a rollback restores them.
 * @param plan as read in this transaction
 * @throws Rollback with a `NoFreeDesk`
 */
export async function moveVisits(
  client: pg.ClientBase,
  plan: Plan,
  moves: readonly VisitMove[],
  notice: MoveNotice,
  now: Date,
): Promise<void> {
  const planned = await planMoves(client, plan, moves, now)
  await client.query(`DELETE FROM occupancy WHERE booking_id = ANY($1) AND kind = 'BOOKING'`, [
    moves.map(({ booking }) => booking.id),
  ])
  const requests = planned.map(({ booking, candidates }) => ({ id: booking.id, candidates }))
  const desks = await takeDesks(client, requests, now)
  const failed = planned.find(({ booking }) => !desks.has(booking.id))
  if (failed) throw new Rollback<NoFreeDesk>({ type: 'NoFreeDesk', move: failed, visit: failed.visit })
  await writeMoves(client, planned, desks, notice, now)
}

/** Computes the candidates of every move, assuming that the moves before it take their best candidates. */
async function planMoves(
  client: pg.ClientBase,
  plan: Plan,
  moves: readonly VisitMove[],
  now: Date,
): Promise<Planned[]> {
  const { zone } = plan.office
  const visits = await visitsOf(
    client,
    moves.map(({ booking }) => booking),
  )
  const dayFor = ({ startsAt }: VisitMove) => dayOf(minuteOf(startsAt), zone)
  const days = [...new Set(moves.map(dayFor))].map((day) => daySpan(day, zone))
  const before = await readOccupanciesWithin(client, [...plan.desks.keys()], days)
  const moving = new Set(moves.map(({ booking }) => booking.id))
  const occupied = Map.groupBy(
    before.filter(({ bookingId }) => bookingId === null || !moving.has(bookingId)),
    ({ deskId }) => deskId,
  )
  return moves.map((move) => {
    const { booking, startsAt, rule } = move
    const visit = visits.get(booking.id)!
    const candidatesBy = (known: typeof occupied) => {
      const day = plannedDay(plan, visit, dayFor(move), known, now, rule)
      return rule.candidates(day, visit, startsAt, booking)
    }
    const candidates = candidatesBy(occupied)
    // In the list that citizens see, their own booking counts as taken. Some starts are offered only because of that (they
    // border on the old time), so they must be allowed too.
    if (!rule.withReserved) candidates.push(...candidatesBy(Map.groupBy(before, ({ deskId }) => deskId)))
    const [best] = candidates
    if (best) occupied.set(best.desk, [...(occupied.get(best.desk) ?? []), placeOf(best, booking.id)])
    return { ...move, visit, candidates }
  })
}

const placeOf = ({ desk, from, to }: Candidate, bookingId: string): DeskOccupied => ({
  deskId: desk,
  from: minuteOf(from),
  to: minuteOf(to),
  expiresAt: null,
  bookingId,
})

async function writeMoves(
  client: pg.ClientBase,
  moves: readonly Planned[],
  desks: ReadonlyMap<string, string>,
  { actor, reason, reminderHours }: MoveNotice,
  now: Date,
): Promise<void> {
  const rows = moves.map(({ booking, startsAt, visit }) => ({
    id: booking.id,
    startsAt,
    endsAt: instantOf(minuteOf(startsAt) + visit.minutes),
    desk: desks.get(booking.id),
  }))
  // A new start increases the sequence number of the calendar object and cancels a scheduled repetition of a call.
  await client.query(
    `UPDATE booking b
        SET starts_at = m."startsAt", ends_at = m."endsAt", desk_id = m.desk, version = version + 1,
            sequence = sequence + CASE WHEN starts_at = m."startsAt" THEN 0 ELSE 1 END,
            try_again_at = CASE WHEN starts_at = m."startsAt" THEN try_again_at END
       FROM jsonb_to_recordset($1) AS m(id uuid, "startsAt" timestamptz, "endsAt" timestamptz, desk text)
      WHERE b.id = m.id`,
    [JSON.stringify(rows)],
  )
  const { newStart = [], newDesk = [] } = Object.groupBy(moves, ({ booking, startsAt }) =>
    booking.startsAt.getTime() === startsAt.getTime() ? 'newDesk' : 'newStart',
  )
  const idsOf = (some: readonly VisitMove[]) => some.map(({ booking }) => booking.id)
  if (newStart.length > 0) {
    const kind = reason === null ? 'MOVED' : 'MOVED_BY_OFFICE'
    const messages = newStart.map(({ booking: { id, startsAt } }) => ({
      ...({ bookingId: id, kind, reason } as const),
      previousStartsAt: startsAt,
    }))
    await enqueueMessages(client, messages, reminderHours, now)
  }
  await auditBookings(client, actor, 'booking.moved', idsOf(newStart))
  await auditBookings(client, actor, 'booking.desk-changed', idsOf(newDesk))
}
