import type { App } from '../app/app.ts'
import { runCommand } from '../app/command.ts'
import { check, problemsOf } from '../inputs/field-problems.ts'
import { idempotencyKey } from '../inputs/idempotency-key.ts'
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
import { citizenRule } from './citizen-rule.ts'
import { type LockedBooking, lockBooking } from './lock-booking.ts'
import type { ManagedBooking } from './managed.ts'
import { moveVisits, type NoFreeDesk } from './move-visits.ts'
import { lockPlanShared } from './plan-lock.ts'
import { alternativesTo } from './rule.ts'

export interface RescheduleInput {
  startsAt: Date
  idempotencyKey?: string | null
}

type Outcome = UpdatedBooking | SlotTaken | InvalidInput | Refused

/** Moves a citizen's confirmed booking to another start; without a free desk the booking is not changed. */
export async function rescheduleBooking(
  app: App,
  booking: ManagedBooking,
  input: RescheduleInput,
  now: Date,
): Promise<Outcome> {
  const problems = problemsOf(check(idempotencyKey, input.idempotencyKey, 'idempotencyKey'))
  if (problems.length > 0) return invalid(problems)
  const { startsAt } = input
  const key = keyOf(`rescheduleBooking ${booking.tokenHash}`, input.idempotencyKey, { startsAt })
  const moved: UpdatedBooking = { type: 'UpdatedBooking', bookingId: booking.id }
  const repeatable = { key, bookingId: booking.id, repeat: () => moved }
  const rule = citizenRule(app, now)

  const outcome = await runCommand<UpdatedBooking | Refused | NoFreeDesk>(
    app,
    { messages: true, repeatable },
    async (client) => {
      await lockPlanShared(client)
      const known = await lockBooking(client, booking.id)
      assertMovable(known, now)
      if (known.startsAt.getTime() === startsAt.getTime()) return moved
      const plan = await app.availability.presentPlan(client)
      const notice = { actor: 'citizen', reason: null, reminderHours: app.config.reminderLeadHours } as const
      await moveVisits(client, plan, [{ booking: known, startsAt, rule }], notice, now)
      return moved
    },
  )
  if (outcome.type !== 'NoFreeDesk') return outcome
  const alternatives = await alternativesTo(rule, outcome.visit, startsAt, now)
  return answerSlotTaken(app.db.pool, repeatable, alternatives, now)
}

function assertMovable({ status, startsAt }: LockedBooking, now: Date): void {
  if (status === 'CANCELLED') throw new Rollback(refused('ALREADY_CANCELLED'))
  if (status !== 'CONFIRMED') throw new Rollback(refused('NOT_ALLOWED'))
  if (startsAt <= now) throw new Rollback(refused('ALREADY_PAST'))
}
