import { GraphQLError } from 'graphql'
import { bookingsIn, type DayRange, isWithin } from '../../booking/staff-bookings.ts'
import { type SignedInStaff, staffOf } from '../../identity/session.ts'
import type { Context } from '../core/context.ts'
import { daysOf } from '../core/day-range.ts'
import { watch } from '../availability/watch.ts'

/**
 * Ids of the bookings of a range: first all, then each that changed.
 * @throws GraphQLError (UNAUTHENTICATED) at the next change after the session has ended, which ends the stream
 */
export function watchBookings({ app, request }: Context, staff: SignedInStaff, range: DayRange) {
  const days = new Set(daysOf(range.from, range.to))
  return watch<string[]>((changed) => {
    let first = true
    const changedIds = new Set<string>()
    let known = new Set<string>()
    const stop = app.events.on('bookings', ({ bookingIds, days: touched }) => {
      if (days.isDisjointFrom(touched)) return
      for (const id of bookingIds) changedIds.add(id)
      changed()
    })
    async function next(): Promise<string[] | null> {
      if (!(await staffOf(app, request.headers.get('cookie'), app.now())))
        throw new GraphQLError('The session is over.', { extensions: { code: 'UNAUTHENTICATED' } })
      const asked = [...changedIds]
      changedIds.clear()
      const found = await app.db.prisma.booking.findMany({
        where: first ? bookingsIn(app, staff, range) : { id: { in: asked }, ...staff.mayWorkWith },
        select: { id: true, status: true, startsAt: true, departmentId: true },
      })
      const inRange = isWithin(app, range)
      // A booking that left the range is sent once more, so that subscribers remove it.
      const sent = found.filter((booking) => inRange(booking) || known.has(booking.id))
      const ids = sent.map(({ id }) => id)
      const inside = new Set(sent.filter(inRange).map(({ id }) => id))
      known = known.difference(new Set(ids)).union(inside)
      const nothingNew = ids.length === 0 && !first
      first = false
      return nothingNew ? null : ids
    }
    return { next, stop }
  })
}
