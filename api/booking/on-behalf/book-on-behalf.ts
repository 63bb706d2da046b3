import type { App } from '../../app/app.ts'
import type { VisitItem } from '../../availability/model.ts'
import type { BookingChannel } from '../../generated/prisma/enums.ts'
import { minuteOf } from '../../kernel/instant.ts'
import type { SignedInStaff } from '../../identity/session.ts'
import { onBehalfForm, type OnBehalfInput } from '../../inputs/contact.ts'
import { check, problemsOf } from '../../inputs/field-problems.ts'
import { idempotencyKey as keySchema } from '../../inputs/idempotency-key.ts'
import { keyOf } from '../../kernel/idempotency.ts'
import {
  invalid,
  type InvalidInput,
  type NewBooking,
  type Refused,
  refused,
  type SlotTaken,
} from '../../kernel/outcome.ts'
import { checkItems, isByTelephone } from '../items.ts'
import { reserveDesk } from '../reserve-desk.ts'
import { officeRule } from './office-rule.ts'
import { earliestForOffice } from './office-slots.ts'

export interface BookOnBehalfInput extends OnBehalfInput {
  items: VisitItem[]
  startsAt: Date
  /** Null: any desk that is free. */
  deskId?: string | null
  channel: BookingChannel
  idempotencyKey?: string | null
}

/**
 * Books on behalf of a citizen who calls, writes or stands at the counter. The office may book every free time at the
 * desks of the clerk's departments, reserved hours included. An e-mail address is not required.
 */
export async function bookOnBehalf(
  app: App,
  staff: SignedInStaff,
  input: BookOnBehalfInput,
  now: Date,
): Promise<NewBooking | SlotTaken | InvalidInput | Refused> {
  const { idempotencyKey, ...form } = input
  const { items, startsAt, deskId, channel, locale } = form
  const { plan } = app.availability
  const itemProblems = checkItems(items, plan)
  const checked = check(onBehalfForm(itemProblems.length === 0 && isByTelephone(items, plan)), form)
  const problems = [
    ...itemProblems,
    ...problemsOf(checked),
    ...problemsOf(check(keySchema, idempotencyKey, 'idempotencyKey')),
  ]
  if ('problems' in checked || problems.length > 0) return invalid(problems)
  if (minuteOf(startsAt) < earliestForOffice(now)) return refused('ALREADY_PAST')
  const request = {
    items,
    startsAt,
    channel,
    locale,
    actor: `staff:${staff.id}` as const,
    confirmation: checked.value,
    key: keyOf(`bookForSomeone ${staff.id}`, idempotencyKey, form),
  }
  const reserved = await reserveDesk(app, request, officeRule(app, staff, deskId, now), now)
  return reserved.type === 'Reserved' ? { ...reserved, type: 'NewBooking' } : reserved
}
