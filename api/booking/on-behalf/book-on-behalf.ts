import type { App } from '../../app.ts'
import type { VisitItem } from '../../availability/model.ts'
import type { BookingChannel } from '../../generated/prisma/enums.ts'
import { minuteOf } from '../../live/occupancies.ts'
import type { SignedInStaff } from '../../identity/session.ts'
import { checkKey, keyOf } from '../../kernel/idempotency.ts'
import { checkOnBehalf, checkItems, type PersonInput } from '../input.ts'
import {
  invalid,
  type InvalidInput,
  type NewBooking,
  type Refused,
  refused,
  type SlotTaken,
} from '../../kernel/outcome.ts'
import { reserveDesk } from '../reserve-desk.ts'
import { officeRule } from './office-rule.ts'
import { earliestForOffice } from './office-slots.ts'

export interface BookOnBehalfInput extends PersonInput {
  items: VisitItem[]
  startsAt: Date
  /** Null: any that is free. */
  deskId?: string | null
  channel: BookingChannel
  idempotencyKey?: string | null
}

/**
 * Books for somebody who calls, writes or stands at the counter. The office may give away whatever is free at the desks
 * of the clerk's departments, the hours reserved for it included; who has no e-mail gets a printed slip.
 */
export async function bookOnBehalf(
  app: App,
  staff: SignedInStaff,
  input: BookOnBehalfInput,
  now: Date,
): Promise<NewBooking | SlotTaken | InvalidInput | Refused> {
  const { idempotencyKey, ...said } = input
  const { items, startsAt, deskId, channel, locale } = said
  const itemProblems = checkItems(items, app.availability.plan)
  const checked = checkOnBehalf(said, itemProblems.length === 0 && isByTelephone(app, items))
  const problems = [
    ...itemProblems,
    ...('problems' in checked ? checked.problems : []),
    ...checkKey(idempotencyKey),
  ]
  if ('problems' in checked || problems.length > 0) return invalid(problems)
  if (minuteOf(startsAt) < earliestForOffice(now)) return refused('ALREADY_PAST')
  const wish = {
    items,
    startsAt,
    channel,
    locale,
    actor: `staff:${staff.id}` as const,
    confirmation: checked.value,
    key: keyOf(`bookForSomeone ${staff.id}`, idempotencyKey, said),
  }
  const reserved = await reserveDesk(app, wish, officeRule(app, staff, deskId, now), now)
  return reserved.type === 'Reserved' ? { ...reserved, type: 'NewBooking' } : reserved
}

/** No desk does both, so the first item decides. */
const isByTelephone = (app: App, items: VisitItem[]): boolean =>
  app.availability.plan.services.get(items[0]!.serviceId)!.mode === 'TELEPHONE'
