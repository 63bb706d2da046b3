import type { App } from '../app/app.ts'
import type { VisitItem } from '../availability/model.ts'
import { check, problemsOf } from '../inputs/field-problems.ts'
import { idempotencyKey as keySchema } from '../inputs/idempotency-key.ts'
import { keyOf } from '../kernel/idempotency.ts'
import { checkItems } from './items.ts'
import { invalid, type InvalidInput, type Refused, type SlotHold, type SlotTaken } from '../kernel/outcome.ts'
import { citizenRule } from './citizen-rule.ts'
import { reserveDesk } from './reserve-desk.ts'

export interface HoldInput {
  items: VisitItem[]
  startsAt: Date
  idempotencyKey?: string | null
}

/** Holds a desk for HOLD_MINUTES, while the citizen fills in the form. */
export async function holdSlot(
  app: App,
  input: HoldInput,
  now: Date,
): Promise<SlotHold | SlotTaken | InvalidInput | Refused> {
  const { items, startsAt, idempotencyKey } = input
  const problems = [
    ...checkItems(items, app.availability.plan),
    ...problemsOf(check(keySchema, idempotencyKey, 'idempotencyKey')),
  ]
  if (problems.length > 0) return invalid(problems)
  const key = keyOf('holdSlot', idempotencyKey, { items, startsAt })
  // The citizen's language becomes known with the confirmation.
  const request = { items, startsAt, channel: 'WEB' as const, locale: 'de', actor: 'citizen' as const, key }
  const reserved = await reserveDesk(app, request, citizenRule(app, now), now)
  return reserved.type === 'Reserved' ? { ...reserved, type: 'SlotHold' } : reserved
}
