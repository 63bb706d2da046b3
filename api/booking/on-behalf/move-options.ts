import type { App } from '../../app.ts'
import { wallMinute } from '../../availability/calendar.ts'
import type { Day, Minute } from '../../availability/model.ts'
import type { Proposal } from '../../availability/proposals.ts'
import type { Booking } from '../../generated/prisma/client.ts'
import { minuteOf } from '../../live/occupancies.ts'
import type { SignedInStaff } from '../../identity/session.ts'
import { isUuid } from '../../inputs/uuid.ts'
import { propose } from './propose.ts'

/** A booking and other times for it. */
export interface MoveOption {
  booking: Booking
  proposals: readonly Proposal[]
}

/**
 * Proposes other times for bookings, by start; all proposals can be taken together. Bookings that cannot be moved, or
 * not by this member of staff, are left out.
 * @param day the proposals are near the old hour on this day; null: near the old time
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
    const waits = status === 'CHECKED_IN'
    const from = minuteOf(startsAt)
    return {
      id,
      visit: { serviceIds: items.map(({ serviceId }) => serviceId), minutes: minuteOf(endsAt) - from },
      // A citizen who waits already can only go to another desk.
      from: day && !waits ? sameHour(from, day, zone) : from,
      onlyThen: waits,
    }
  })
  // No minimum notice: the clerk talks to the citizen, or can judge how soon the citizen can be reached.
  const soon = minuteOf(now)
  const notice = { earliest: soon, earlierFrom: soon }
  const found = await propose(app.db.pool, staff, app.availability.plan, displaced, notice, now)
  return bookings.map((booking) => ({ booking, proposals: found.get(booking.id) ?? [] }))
}

/** The minute at which the office's clock shows the same time on another day. */
function sameHour(minute: Minute, day: Day, zone: string): Minute {
  const { hour, minute: past } = Temporal.Instant.fromEpochMilliseconds(minute * 60_000).toZonedDateTimeISO(
    zone,
  )
  return wallMinute(day, hour * 60 + past, zone)
}
