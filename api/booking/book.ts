import type { App } from '../app/app.ts'
import type { VisitItem } from '../availability/model.ts'
import { type CitizenInput, citizenForm } from '../inputs/contact.ts'
import { check, problemsOf } from '../inputs/field-problems.ts'
import { idempotencyKey as keySchema } from '../inputs/idempotency-key.ts'
import { keyOf } from '../kernel/idempotency.ts'
import {
  invalid,
  type InvalidInput,
  type NewBooking,
  type Refused,
  type SlotTaken,
} from '../kernel/outcome.ts'
import { citizenRule } from './citizen-rule.ts'
import { checkItems, isByTelephone } from './items.ts'
import { reserveDesk } from './reserve-desk.ts'

export interface BookInput extends CitizenInput {
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
  const checked = check(citizenForm(itemProblems.length === 0 && isByTelephone(items, plan)), input)
  const problems = [
    ...itemProblems,
    ...problemsOf(checked),
    ...problemsOf(check(keySchema, idempotencyKey, 'idempotencyKey')),
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
