import type { App } from '../../app/app.ts'
import type { SignedInStaff } from '../../identity/session.ts'
import { officeCandidatesAt } from '../candidates.ts'
import type { BookingRule } from '../rule.ts'
import { desksOf, freeForOffice, nextForOffice } from './office-slots.ts'

/**
 * The rule of the office: every start at which the visit fits, reserved hours included, at the desks of the clerk's
 * departments. Free times are read from the database, because the cache contains only those for citizens.
 * @param deskId only this desk; absent: all
 */
export function officeRule(
  app: App,
  staff: SignedInStaff,
  deskId: string | null | undefined,
  now: Date,
): BookingRule {
  const mayUse = desksOf(app, staff, deskId)
  return {
    zone: app.availability.zone,
    withReserved: true,
    cachedDay: () => null,
    candidates: (day, visit, startsAt, booking) =>
      officeCandidatesAt(day, visit, startsAt, mayUse, booking.id)
        // A moved visit stays at its desk if that is free.
        .sort((a, b) => Number(b.desk === booking.deskId) - Number(a.desk === booking.deskId)),
    slotsOn: (visit, day) => freeForOffice(app, visit, { from: day, to: day }, mayUse, now),
    nextSlots: (visit, after, first) => nextForOffice(app, visit, after, first, mayUse, now),
  }
}
