import type pg from 'pg'
import type { App } from '../../app.ts'
import { type Actor, audit } from '../../audit/audit.ts'
import { dayOf } from '../../availability/calendar.ts'
import type { Day, Visit } from '../../availability/model.ts'
import { instantOf, minuteOf } from '../../live/occupancies.ts'
import type { PlannedDay } from '../../live/office-days.ts'
import type { SignedInStaff } from '../../identity/session.ts'
import { officeCandidatesAt } from '../candidates.ts'
import { lockVisit, type LockedVisit } from '../desk/lock.ts'
import { checkReason } from '../input.ts'
import { sharePlan } from '../locked.ts'
import {
  invalid,
  type InvalidInput,
  type Refused,
  refused,
  type SlotTaken,
  type UpdatedBookings,
  type VersionConflict,
} from '../../kernel/outcome.ts'
import { inTransaction, Undo } from '../../kernel/transaction.ts'
import { visitOfBooking } from '../visit.ts'
import { desksOf, earliestForOffice, freeNear } from './free.ts'
import { MAX_MOVES } from '../../kernel/limits.ts'

/** Where one booking shall go. */
export interface Move {
  bookingId: string
  /** As the clerk saw it. */
  version: number
  startsAt: Date
  /** Null: any that is free, its own first. */
  deskId?: string | null
}

export interface MoveBookingsInput {
  moves: Move[]
  /** In the office's words; null: the citizens have asked for it. */
  reason?: string | null
}

type Outcome = UpdatedBookings | SlotTaken | VersionConflict | InvalidInput | Refused

/** A move that cannot be made: what is free near it is looked up after the transaction. */
export interface Gone {
  goneFor: { move: Move; visit: Visit }
}

/**
 * Moves bookings to other times or desks: all of them, or none. Their places are given back first, so that two may also
 * exchange theirs; nobody else can take them before the end. Each citizen whose start changes gets a mail.
 */
export async function moveBookings(
  app: App,
  staff: SignedInStaff,
  { moves, reason }: MoveBookingsInput,
  now: Date,
): Promise<Outcome> {
  const words = reason == null ? null : checkReason(reason)
  const problems = words && 'problems' in words ? words.problems : []
  if (moves.length === 0) problems.push({ field: 'moves', code: 'REQUIRED' })
  if (moves.length > MAX_MOVES) problems.push({ field: 'moves', code: 'TOO_MANY_BOOKINGS', limit: MAX_MOVES })
  if (problems.length > 0) return invalid(problems)
  if (new Set(moves.map(({ bookingId }) => bookingId)).size < moves.length) return refused('NOT_ALLOWED')

  const told: Telling = {
    actor: `staff:${staff.id}`,
    reason: words && 'value' in words ? words.value : null,
    reminderHours: app.config.reminderLeadHours,
  }
  const outcome = await inTransaction<Outcome | Gone>(app.db.pool, async (client) => {
    await sharePlan(client)
    const dayFor = (visit: Visit, day: Day) =>
      app.horizon.freshOfficeDay(client, visit, day, now, { withReserved: true })
    await writeMoves(app, client, staff, moves, { told, dayFor, now })
    return { type: 'UpdatedBookings', bookingIds: moves.map(({ bookingId }) => bookingId) }
  })

  if ('goneFor' in outcome) {
    const { move, visit } = outcome.goneFor
    const mayUse = desksOf(app, staff, move.deskId)
    const alternatives = await freeNear(app, visit, move.startsAt, mayUse, now)
    return { type: 'SlotTakenError', bookingId: move.bookingId, alternatives }
  }
  if (outcome.type === 'UpdatedBookings') {
    app.wakeWorker()
    await app.horizon.committed()
  }
  return outcome
}

/** What the moves of a transaction are made by. */
export interface Moving {
  told: Telling
  /** What is free on a day by the plan as it is in this transaction; the places of what is moved are free already. */
  dayFor(visit: Visit, day: Day): Promise<PlannedDay>
  now: Date
}

/**
 * Moves bookings within a transaction that shares the plan, or holds it.
 * @throws Undo that says for which move there is no place (`Gone`), which booking has another version by now, or that
 * one of them can't be moved
 */
export async function writeMoves(
  app: App,
  client: pg.ClientBase,
  staff: SignedInStaff,
  moves: readonly Move[],
  { told, dayFor, now }: Moving,
): Promise<void> {
  const visits = await lockAll(client, staff, moves, now)
  await client.query(`DELETE FROM occupancy WHERE booking_id = ANY($1) AND kind = 'BOOKING'`, [
    [...visits.keys()],
  ])
  for (const move of moves) {
    const known = visits.get(move.bookingId)!
    const visit = await visitOfBooking(client, known)
    const officeDay = await dayFor(visit, dayOf(minuteOf(move.startsAt), app.horizon.zone))
    const desk = await takeDesk(app, client, staff, known, visit, move, officeDay)
    if (!desk) throw new Undo<Gone>({ goneFor: { move, visit } })
    await write(client, known, visit, desk, move.startsAt, told)
  }
}

/** Locks all in the same order as everybody, so that two clerks who move the same bookings don't block each other. */
async function lockAll(
  client: pg.ClientBase,
  staff: SignedInStaff,
  moves: readonly Move[],
  now: Date,
): Promise<Map<string, LockedVisit>> {
  const visits = new Map<string, LockedVisit>()
  for (const move of moves.toSorted((a, b) => (a.bookingId < b.bookingId ? -1 : 1))) {
    const visit = await lockVisit(client, staff, move.bookingId)
    if (visit.version !== move.version)
      throw new Undo({ type: 'VersionConflictError', bookingId: visit.id, expectedVersion: move.version })
    if (visit.status === 'CANCELLED') throw new Undo(refused('ALREADY_CANCELLED'))
    // Who waits already may still be sent to another desk, at the time that was agreed.
    const waits = visit.status === 'CHECKED_IN' && visit.startsAt.getTime() === move.startsAt.getTime()
    if (visit.status !== 'CONFIRMED' && !waits) throw new Undo(refused('NOT_ALLOWED'))
    if (!waits && minuteOf(move.startsAt) < earliestForOffice(now)) throw new Undo(refused('ALREADY_PAST'))
    visits.set(visit.id, visit)
  }
  return visits
}

async function takeDesk(
  app: App,
  client: pg.ClientBase,
  staff: SignedInStaff,
  known: LockedVisit,
  visit: Visit,
  { startsAt, deskId }: Move,
  officeDay: PlannedDay,
): Promise<string | null> {
  const mayUse = desksOf(app, staff, deskId)
  const candidates = officeCandidatesAt(officeDay, visit, startsAt, mayUse, known.id)
  const ownFirst = candidates.toSorted(
    (a, b) => Number(b.desk === known.deskId) - Number(a.desk === known.deskId),
  )
  const { rows } = await client.query<{ desk: string | null }>(
    `SELECT take_desk($1, 'BOOKING', NULL, $2, NULL) AS desk`,
    [known.id, JSON.stringify(ownFirst)],
  )
  return rows[0]!.desk
}

/** Who moves, and in which words the citizens hear of it. */
export interface Telling {
  actor: Actor
  reason: string | null
  reminderHours: number
}

async function write(
  client: pg.ClientBase,
  known: LockedVisit,
  visit: Visit,
  desk: string,
  startsAt: Date,
  { actor, reason, reminderHours }: Telling,
): Promise<void> {
  const moved = startsAt.getTime() !== known.startsAt.getTime()
  const endsAt = instantOf(minuteOf(startsAt) + visit.minutes)
  await client.query(
    `UPDATE booking SET starts_at = $2, ends_at = $3, desk_id = $4, sequence = sequence + $5, version = version + 1,
            try_again_at = CASE WHEN starts_at = $2 THEN try_again_at END
      WHERE id = $1`,
    [known.id, startsAt, endsAt, desk, Number(moved)],
  )
  if (moved)
    await client.query(`SELECT tell($1, $2, $3, $4), remind($1, $5 * interval '1 hour')`, [
      known.id,
      reason === null ? 'MOVED' : 'MOVED_BY_OFFICE',
      known.startsAt,
      reason,
      reminderHours,
    ])
  await audit(client, actor, moved ? 'booking.moved' : 'booking.desk-changed', { bookingId: known.id })
}
