import type { App } from '../app/app.ts'
import { candidatesAt } from './candidates.ts'
import type { BookingRule } from './rule.ts'

/** The rule of citizens: the starts that are offered, within the bookable window. */
export function citizenRule({ availability, feed }: App, now: Date): BookingRule {
  return {
    zone: availability.zone,
    withReserved: false,
    cachedDay: (visit, day) => availability.officeDay(visit, day, now),
    candidates: (day, visit, startsAt, { id }) => candidatesAt(day, visit, startsAt, now, id),
    async slotsOn(visit, day) {
      // Called after a start was taken: the cache may not contain that booking and later ones yet.
      await feed.catchUp()
      return availability.slotsOn(day, visit, now)
    },
    nextSlots: async (visit, after, first) => availability.nextSlots(visit, now, after, first),
  }
}
