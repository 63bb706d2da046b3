import type { App } from '../app.ts'
import type { VisitItem } from '../availability/model.ts'
import { checkKey, keyOf } from '../kernel/idempotency.ts'
import { checkConfirmation, checkItems, isByTelephone, type ConfirmationInput } from './input.ts'
import {
  invalid,
  type InvalidInput,
  type NewBooking,
  type Refused,
  type SlotTaken,
} from '../kernel/outcome.ts'
import { citizenRule } from './citizen-rule.ts'
import { reserveDesk } from './reserve-desk.ts'

export interface BookInput extends ConfirmationInput {
  items: VisitItem[]
  startsAt: Date
  idempotencyKey?: string | null
}

/** Holds and confirms in one step, for integrators. */
export async function book(
  app: App,
  input: BookInput,
  now: Date,
): Promise<NewBooking | SlotTaken | InvalidInput | Refused> {
  const { items, startsAt, idempotencyKey, contact, locale, remark, consent } = input
  const { plan } = app.availability
  const itemProblems = checkItems(items, plan)
  const checked = checkConfirmation(input, itemProblems.length === 0 && isByTelephone(items, plan))
  const problems = [
    ...itemProblems,
    ...('problems' in checked ? checked.problems : []),
    ...checkKey(idempotencyKey),
  ]
  if ('problems' in checked || problems.length > 0) return invalid(problems)
  const key = keyOf('book', idempotencyKey, { items, startsAt, contact, locale, remark, consent })
  const request = {
    items,
    startsAt,
    channel: 'API' as const,
    locale,
    actor: 'citizen' as const,
    confirmation: checked.value,
    key,
  }
  const reserved = await reserveDesk(app, request, citizenRule(app, now), now)
  return reserved.type === 'Reserved' ? { ...reserved, type: 'NewBooking' } : reserved
}
