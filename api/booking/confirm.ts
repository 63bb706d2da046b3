import type pg from 'pg'
import type { App } from '../app.ts'
import { audit } from '../audit/audit.ts'
import { dayOf } from '../availability/calendar.ts'
import { minuteOf } from '../live/occupancies.ts'
import { alternativesTo, candidatesAt } from './candidates.ts'
import { checkKey, claim, type Key, keyOf, recall } from './idempotency.ts'
import { checkConfirmation, type Confirmation, type ConfirmationInput } from './input.ts'
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
import { inTransaction, Undo } from '../kernel/transaction.ts'
import { visitOfBooking } from './visit.ts'

export interface ConfirmInput extends ConfirmationInput {
  idempotencyKey?: string | null
}

type Outcome = UpdatedBooking | SlotTaken | InvalidInput | Refused

/**
 * Turns a hold into a booking. Who took longer than the hold lasts still gets the time if nobody else has it;
 * otherwise the answer is SLOT_TAKEN with alternatives.
 */
export async function confirmBooking(
  app: App,
  booking: ManagedBooking,
  input: ConfirmInput,
  now: Date,
): Promise<Outcome> {
  const checked = checkConfirmation(input, booking.mode === 'TELEPHONE')
  const problems = [...('problems' in checked ? checked.problems : []), ...checkKey(input.idempotencyKey)]
  if ('problems' in checked || problems.length > 0) return invalid(problems)
  const { idempotencyKey, ...said } = input
  const key = keyOf(`confirmBooking ${booking.tokenHash}`, idempotencyKey, said)

  const outcome = await inTransaction<Outcome | 'SEEN' | 'GONE'>(app.db.pool, async (client) => {
    await sharePlan(client)
    const held = await lockBooking(client, booking.id)
    if (!(await claim(client, key, { type: 'booked', bookingId: booking.id }))) throw new Undo('SEEN')
    if (held.status === 'CANCELLED') throw new Undo(refused('HOLD_EXPIRED'))
    if (held.status !== 'HELD') throw new Undo(await repeated(client, booking.id, checked.value))
    if (held.startsAt <= now) throw new Undo(refused('ALREADY_PAST'))
    const desk = (await keepDesk(client, booking.id)) ?? (await takeAgain(app, client, held, now))
    if (!desk) throw new Undo('GONE')
    await write(client, booking.id, desk, checked.value, app.config.reminderLeadHours)
    return { type: 'UpdatedBooking', bookingId: booking.id }
  })

  if (outcome === 'SEEN') return (await replay(app, booking, key)) ?? refused('NOT_FOUND')
  if (outcome === 'GONE') return gone(app, booking, key, now)
  if (outcome.type === 'UpdatedBooking') {
    app.wakeWorker()
    await app.horizon.committed()
  }
  return outcome
}

/** The hold's own occupancy becomes the booking's; also an expired one, as long as nobody has cleared it. */
async function keepDesk(client: pg.ClientBase, bookingId: string): Promise<string | undefined> {
  const { rows } = await client.query<{ desk_id: string }>(
    `UPDATE occupancy SET kind = 'BOOKING', expires_at = NULL WHERE booking_id = $1 AND kind = 'HOLD' RETURNING desk_id`,
    [bookingId],
  )
  return rows[0]?.desk_id
}

/** After the hold was lost: whichever desk offers the same start now. */
async function takeAgain(
  app: App,
  client: pg.ClientBase,
  held: LockedBooking,
  now: Date,
): Promise<string | undefined> {
  const visit = await visitOfBooking(client, held)
  const day = dayOf(minuteOf(held.startsAt), app.horizon.zone)
  const officeDay = await app.horizon.freshOfficeDay(client, visit, day, now)
  const candidates = candidatesAt(officeDay, visit, held.startsAt, now, held.id)
  const { rows } = await client.query<{ desk: string | null }>(
    `SELECT take_desk($1, 'BOOKING', NULL, $2, NULL) AS desk`,
    [held.id, JSON.stringify(candidates)],
  )
  return rows[0]?.desk ?? undefined
}

async function write(
  client: pg.ClientBase,
  id: string,
  desk: string,
  said: Confirmation,
  reminderHours: number,
) {
  const { contact, remark, locale } = said
  await client.query(
    `UPDATE booking SET status = 'CONFIRMED', desk_id = $2, locale = $3, hold_expires_at = NULL, confirmed_at = now(),
                        version = version + 1 WHERE id = $1`,
    [id, desk, locale],
  )
  await client.query(
    'INSERT INTO contact (booking_id, name, email, phone, remark) VALUES ($1, $2, $3, $4, $5)',
    [id, contact.name, contact.email, contact.phone, remark],
  )
  await client.query(`SELECT tell($1, 'CONFIRMED', NULL, NULL), remind($1, $2 * interval '1 hour')`, [
    id,
    reminderHours,
  ])
  await audit(client, 'citizen', 'booking.confirmed', { bookingId: id })
}

/** A second tap that says the same again is told the same again; the name can't be changed after booking. */
async function repeated(
  client: pg.ClientBase,
  id: string,
  said: Confirmation,
): Promise<UpdatedBooking | Refused> {
  const { rows } = await client.query<{ name: string; email: string | null; phone: string | null }>(
    'SELECT name, email, phone FROM contact WHERE booking_id = $1',
    [id],
  )
  const known = rows[0]
  const { name, email, phone } = said.contact
  const same = known?.name === name && known.email === email && known.phone === phone
  return same ? { type: 'UpdatedBooking', bookingId: id } : refused('ALREADY_CONFIRMED')
}

async function replay(app: App, booking: ManagedBooking, key: Key | undefined): Promise<Outcome | null> {
  const answer = await recall(app.db.pool, key)
  if (answer === null) return null
  if (answer === 'REUSED') return refused('KEY_REUSED')
  if (answer.type === 'taken') return { type: 'SlotTakenError', alternatives: answer.alternatives }
  return { type: 'UpdatedBooking', bookingId: booking.id }
}

async function gone(app: App, booking: ManagedBooking, key: Key | undefined, now: Date): Promise<Outcome> {
  const row = await app.db.prisma.booking.findUniqueOrThrow({ where: { id: booking.id } })
  const visit = await visitOfBooking(app.db.pool, row)
  const alternatives = await alternativesTo(app.horizon, visit, row.startsAt, now)
  if (!(await claim(app.db.pool, key, { type: 'taken', alternatives })))
    return (await replay(app, booking, key))!
  return { type: 'SlotTakenError', alternatives }
}
