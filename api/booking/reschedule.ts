import type pg from 'pg'
import type { App } from '../app.ts'
import { audit } from '../audit/audit.ts'
import { dayOf } from '../availability/calendar.ts'
import type { Visit } from '../availability/model.ts'
import { instantOf, minuteOf } from '../live/occupancies.ts'
import { alternativesTo, type Candidate, candidatesAt } from './candidates.ts'
import { checkKey, claim, type Key, keyOf, recall } from './idempotency.ts'
import { type LockedBooking, lockBooking, sharePlan } from './locked.ts'
import type { ManagedBooking } from './managed.ts'
import {
  invalid,
  type InvalidInput,
  refused,
  type Refused,
  type SlotTaken,
  type UpdatedBooking,
} from '../kernel/outcome.ts'
import { inTransaction, Rollback } from '../kernel/transaction.ts'
import { visitOfBooking } from './visit.ts'

export interface RescheduleInput {
  startsAt: Date
  idempotencyKey?: string | null
}

type Outcome = UpdatedBooking | SlotTaken | InvalidInput | Refused

/** Moves a confirmed booking to another start: the old time is given back only with the new one in hand. */
export async function rescheduleBooking(
  app: App,
  booking: ManagedBooking,
  input: RescheduleInput,
  now: Date,
): Promise<Outcome> {
  const problems = checkKey(input.idempotencyKey)
  if (problems.length > 0) return invalid(problems)
  const { startsAt } = input
  const key = keyOf(`rescheduleBooking ${booking.tokenHash}`, input.idempotencyKey, { startsAt })

  const outcome = await inTransaction<Outcome | 'SEEN' | { goneFor: Visit }>(app.db.pool, async (client) => {
    await sharePlan(client)
    const known = await lockBooking(client, booking.id)
    if (!(await claim(client, key, { type: 'booked', bookingId: booking.id }))) throw new Rollback('SEEN')
    refuseUnlessMovable(known, now)
    if (known.startsAt.getTime() === startsAt.getTime())
      return { type: 'UpdatedBooking', bookingId: booking.id }
    const visit = await visitOfBooking(client, known)
    const desk = await moveDesk(app, client, known, visit, startsAt, now)
    if (!desk) throw new Rollback({ goneFor: visit })
    await write(
      client,
      known,
      desk,
      startsAt,
      instantOf(minuteOf(startsAt) + visit.minutes),
      app.config.reminderLeadHours,
    )
    return { type: 'UpdatedBooking', bookingId: booking.id }
  })

  if (outcome === 'SEEN') return replay(app, booking, key)
  if ('goneFor' in outcome) {
    const alternatives = await alternativesTo(app.horizon, outcome.goneFor, startsAt, now)
    if (!(await claim(app.db.pool, key, { type: 'taken', alternatives }))) return replay(app, booking, key)
    return { type: 'SlotTakenError', alternatives }
  }
  if (outcome.type === 'UpdatedBooking') {
    app.wakeWorker()
    await app.horizon.committed()
  }
  return outcome
}

function refuseUnlessMovable({ status, startsAt }: LockedBooking, now: Date): void {
  if (status === 'CANCELLED') throw new Rollback(refused('ALREADY_CANCELLED'))
  if (status !== 'CONFIRMED') throw new Rollback(refused('NOT_ALLOWED'))
  if (startsAt <= now) throw new Rollback(refused('ALREADY_PAST'))
}

/**
 * Its own occupancy does not count against a booking: what is offered without it is tried first. What the
 * public list offers beside it (it then borders on the old time) counts as offered, too.
 */
async function moveDesk(
  app: App,
  client: pg.ClientBase,
  known: LockedBooking,
  visit: Visit,
  startsAt: Date,
  now: Date,
): Promise<string | null> {
  const day = dayOf(minuteOf(startsAt), app.horizon.zone)
  const offered = async (without?: string): Promise<Candidate[]> => {
    const officeDay = await app.horizon.freshOfficeDay(client, visit, day, now, { without })
    return candidatesAt(officeDay, visit, startsAt, now, known.id)
  }
  const candidates = [...(await offered(known.id)), ...(await offered())]
  const { rows } = await client.query<{ desk: string | null }>('SELECT move_desk($1, $2) AS desk', [
    known.id,
    JSON.stringify(candidates),
  ])
  return rows[0]!.desk
}

async function write(
  client: pg.ClientBase,
  known: LockedBooking,
  desk: string,
  startsAt: Date,
  endsAt: Date,
  reminderHours: number,
): Promise<void> {
  await client.query(
    `UPDATE booking SET starts_at = $2, ends_at = $3, desk_id = $4, try_again_at = NULL, sequence = sequence + 1,
            version = version + 1
      WHERE id = $1`,
    [known.id, startsAt, endsAt, desk],
  )
  await client.query(`SELECT tell($1, 'MOVED', $2, NULL), remind($1, $3 * interval '1 hour')`, [
    known.id,
    known.startsAt,
    reminderHours,
  ])
  await audit(client, 'citizen', 'booking.moved', { bookingId: known.id })
}

async function replay(app: App, booking: ManagedBooking, key: Key | undefined): Promise<Outcome> {
  const answer = await recall(app.db.pool, key)
  if (answer === null) return refused('NOT_FOUND')
  if (answer === 'REUSED') return refused('KEY_REUSED')
  if (answer.type === 'taken') return { type: 'SlotTakenError', alternatives: answer.alternatives }
  return { type: 'UpdatedBooking', bookingId: booking.id }
}
