import type { App } from '../../app.ts'
import { wallMinute } from '../../availability/calendar.ts'
import type { Day, Minute } from '../../availability/model.ts'
import type { Proposal } from '../../availability/proposals.ts'
import type { Booking } from '../../generated/prisma/client.ts'
import { minuteOf } from '../../live/occupancies.ts'
import type { SignedInStaff } from '../../identity/session.ts'
import { isUuid } from '../input.ts'
import { propose } from './propose.ts'

/** A booking, and other times that it can have. */
export interface MoveOption {
  booking: Booking
  proposals: readonly Proposal[]
}

/**
 * Other times for bookings that shall move, by start; all proposals can be taken together. What can't be moved, or is
 * not theirs to move, is left out.
 * @param day the times are near the old hour on this day; null: near the old time
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
      // Who waits already can only go to another desk.
      from: day && !waits ? sameHour(from, day, zone) : from,
      onlyThen: waits,
    }
  })
  // The clerk has them on the telephone, or knows how soon they can be told.
  const soon = minuteOf(now)
  const notice = { earliest: soon, earlierFrom: soon }
  const found = await propose(app.db.pool, staff, app.availability.plan, displaced, notice, now)
  return bookings.map((booking) => ({ booking, proposals: found.get(booking.id) ?? [] }))
}

/** When the office's clock shows the same on another day. */
function sameHour(minute: Minute, day: Day, zone: string): Minute {
  const { hour, minute: past } = Temporal.Instant.fromEpochMilliseconds(minute * 60_000).toZonedDateTimeISO(
    zone,
  )
  return wallMinute(day, hour * 60 + past, zone)
}
