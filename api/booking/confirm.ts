import type pg from 'pg'
import type { App } from '../app/app.ts'
import { dayOf } from '../availability/calendar.ts'
import { runCommand } from '../app/command.ts'
import { type CitizenInput, type Confirmation, citizenForm } from '../inputs/contact.ts'
import { check, problemsOf } from '../inputs/field-problems.ts'
import { idempotencyKey as keySchema } from '../inputs/idempotency-key.ts'
import { answerSlotTaken, keyOf } from '../kernel/idempotency.ts'
import {
  invalid,
  type InvalidInput,
  refused,
  type Refused,
  type SlotTaken,
  type UpdatedBooking,
} from '../kernel/outcome.ts'
import { Rollback } from '../kernel/transaction.ts'
import { minuteOf } from '../kernel/instant.ts'
import { citizenRule } from './citizen-rule.ts'
import { type LockedBooking, lockBooking } from './lock-booking.ts'
import type { ManagedBooking } from './managed.ts'
import { lockPlanShared } from './plan-lock.ts'
import { alternativesTo, type BookingRule } from './rule.ts'
import { takeDesks } from './take-desks.ts'
import { visitOfBooking } from './visit.ts'

export interface ConfirmInput extends CitizenInput {
  idempotencyKey?: string | null
}

type Outcome = UpdatedBooking | SlotTaken | InvalidInput | Refused

/** The hold has expired, and another booking has its time. */
interface Unavailable {
  type: 'UNAVAILABLE'
  held: LockedBooking
}

/**
 * Turns a hold into a booking. After the hold has expired the citizen still gets the time if a desk is free then;
 * otherwise the answer is SLOT_TAKEN with alternatives.
 */
export async function confirmBooking(
  app: App,
  booking: ManagedBooking,
  input: ConfirmInput,
  now: Date,
): Promise<Outcome> {
  const checked = check(citizenForm(booking.mode === 'TELEPHONE'), input)
  const problems = [
    ...problemsOf(checked),
    ...problemsOf(check(keySchema, input.idempotencyKey, 'idempotencyKey')),
  ]
  if ('problems' in checked || problems.length > 0) return invalid(problems)
  const { idempotencyKey, ...form } = input
  const key = keyOf(`confirmBooking ${booking.tokenHash}`, idempotencyKey, form)
  const confirmed: UpdatedBooking = { type: 'UpdatedBooking', bookingId: booking.id }
  const repeatable = { key, bookingId: booking.id, repeat: () => confirmed }
  const rule = citizenRule(app, now)

  const outcome = await runCommand<UpdatedBooking | Refused | Unavailable>(
    app,
    { messages: true, repeatable },
    async (client) => {
      await lockPlanShared(client)
      const held = await lockBooking(client, booking.id)
      if (held.status === 'CANCELLED') throw new Rollback(refused('HOLD_EXPIRED'))
      if (held.status !== 'HELD') throw new Rollback(await confirmedBefore(client, booking.id, checked.value))
      if (held.startsAt <= now) throw new Rollback(refused('ALREADY_PAST'))
      const desk = (await keepDesk(client, booking.id)) ?? (await takeDeskAgain(app, client, held, rule, now))
      if (!desk) throw new Rollback<Unavailable>({ type: 'UNAVAILABLE', held })
      await writeConfirmation(app, client, booking.id, desk, checked.value, now)
      return confirmed
    },
  )
  if (outcome.type !== 'UNAVAILABLE') return outcome
  const { held } = outcome
  const visit = await visitOfBooking(app.db.pool, held)
  const alternatives = await alternativesTo(rule, visit, held.startsAt, now)
  return answerSlotTaken(app.db.pool, repeatable, alternatives, now)
}

/** Turns the occupancy of the hold into that of the booking; also an expired one, if no other caller has deleted it. */
async function keepDesk(client: pg.ClientBase, bookingId: string): Promise<string | undefined> {
  const { rows } = await client.query<{ desk_id: string }>(
    `UPDATE occupancy SET kind = 'BOOKING', expires_at = NULL WHERE booking_id = $1 AND kind = 'HOLD' RETURNING desk_id`,
    [bookingId],
  )
  return rows[0]?.desk_id
}

/** Takes any desk that offers the same start, after the occupancy of the hold was deleted. */
async function takeDeskAgain(
  app: App,
  client: pg.ClientBase,
  held: LockedBooking,
  rule: BookingRule,
  now: Date,
): Promise<string | undefined> {
  const visit = await visitOfBooking(client, held)
  const day = dayOf(minuteOf(held.startsAt), rule.zone)
  const officeDay = await app.availability.freshOfficeDay(client, visit, day, now)
  const candidates = rule.candidates(officeDay, visit, held.startsAt, { id: held.id })
  return (await takeDesks(client, [{ id: held.id, candidates }], now)).get(held.id)
}

async function writeConfirmation(
  { config }: App,
  client: pg.ClientBase,
  id: string,
  desk: string,
  checked: Confirmation,
  now: Date,
): Promise<void> {
  const confirmation = { ...checked, reminderHours: config.reminderLeadHours, actor: 'citizen' }
  await client.query('SELECT confirm_visit($1, $2, $3, $4)', [id, desk, JSON.stringify(confirmation), now])
}

/** A second request with the same contact gets the same answer; the contact cannot be changed after booking. */
async function confirmedBefore(
  client: pg.ClientBase,
  id: string,
  { contact }: Confirmation,
): Promise<UpdatedBooking | Refused> {
  const { rows } = await client.query<{ name: string; email: string | null; phone: string | null }>(
    'SELECT name, email, phone FROM contact WHERE booking_id = $1',
    [id],
  )
  const known = rows[0]
  const { name, email, phone } = contact
  const same = known?.name === name && known.email === email && known.phone === phone
  return same ? { type: 'UpdatedBooking', bookingId: id } : refused('ALREADY_CONFIRMED')
}
