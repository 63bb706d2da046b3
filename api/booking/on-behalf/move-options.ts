import type { App } from '../../app/app.ts'
import { wallMinute } from '../../availability/calendar.ts'
import type { Day, Minute } from '../../availability/model.ts'
import type { Proposal } from '../../availability/proposals.ts'
import type { Booking } from '../../generated/prisma/client.ts'
import { instantOf, minuteOf } from '../../kernel/instant.ts'
import type { SignedInStaff } from '../../identity/session.ts'
import { isUuid } from '../../inputs/uuid.ts'
import { propose } from './propose.ts'

/** A booking and the proposals of other times for it. */
export interface MoveOption {
  booking: Booking
  proposals: readonly Proposal[]
}

/**
 * Proposes other times for bookings, ordered by start; all proposals can be taken together. Without bookings that cannot
 * be moved, or not by this member of staff.
 * @param day proposals near the same time of day on this day; null: near the agreed time
 */
export async function moveOptions(
  app: App,
  staff: SignedInStaff,
  ids: readonly string[],
  day: Day | null,
  now: Date,
): Promise<MoveOption[]> {
  const bookings = await app.db.prisma.booking.findMany({
    where: {
      id: { in: ids.filter(isUuid) },
      confirmedAt: { not: null },
      status: { in: ['CONFIRMED', 'CHECKED_IN'] },
      ...staff.mayWorkWith,
    },
    include: { items: { orderBy: { position: 'asc' } } },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
  })
  const { zone } = app.availability
  const displaced = bookings.map(({ id, status, startsAt, endsAt, items }) => {
    const isWaiting = status === 'CHECKED_IN'
    const from = minuteOf(startsAt)
    return {
      id,
      visit: { serviceIds: items.map(({ serviceId }) => serviceId), minutes: minuteOf(endsAt) - from },
      // After check-in, only the desk can change, not the time.
      from: day && !isWaiting ? sameTimeOn(day, from, zone) : from,
      sameTimeOnly: isWaiting,
    }
  })
  // No minimum notice, because the clerk talks to the citizen or can judge how to reach the citizen in time.
  const present = minuteOf(now)
  const notice = { earliest: present, earlierFrom: present }
  const found = await propose(app.db.pool, staff, app.availability.plan, displaced, notice, now)
  return bookings.map((booking) => ({ booking, proposals: found.get(booking.id) ?? [] }))
}

/** The same local time of day on another day. */
function sameTimeOn(day: Day, minute: Minute, zone: string): Minute {
  const { hour, minute: past } = instantOf(minute).toTemporalInstant().toZonedDateTimeISO(zone)
  return wallMinute(day, hour * 60 + past, zone)
}
