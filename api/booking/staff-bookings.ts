import { GraphQLError } from 'graphql'
import type { App } from '../app.ts'
import { addDays, daySpan, eachDay } from '../availability/calendar.ts'
import type { Context } from '../graphql/context.ts'
import type { Booking, Prisma } from '../generated/prisma/client.ts'
import { instantOf } from '../live/occupancies.ts'
import { isUuid } from './input.ts'
import { watch } from '../graphql/watch.ts'
import { type SignedInStaff, staffOf } from '../identity/session.ts'

export interface DayRange {
  from: string
  to: string
  departmentId?: string | null
}

const MAX_DAYS = 62

/** Bookings (not mere holds) of a range that a member of staff may work with, by start. */
export async function bookingsBetween(
  app: App,
  staff: SignedInStaff,
  range: DayRange,
  query: object = {},
): Promise<Booking[]> {
  return app.db.prisma.booking.findMany({
    ...query,
    where: where(app, staff, range),
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
  })
}

/** One booking (not a mere hold) that a member of staff may work with; null for every other id. */
export async function bookingForStaff(
  app: App,
  staff: SignedInStaff,
  id: string,
  query: object = {},
): Promise<Booking | null> {
  if (!isUuid(id)) return null
  return app.db.prisma.booking.findFirst({
    ...query,
    where: { id, confirmedAt: { not: null }, ...staff.mayWorkWith },
  })
}

/**
 * Ids of the bookings of a range: first all, then each that changed. Ends when the session does: whoever was
 * signed out or disabled hears nothing more.
 */
export function watchBookings({ app, request }: Context, staff: SignedInStaff, range: DayRange) {
  const days = new Set(daysOf(range))
  return watch<string[]>((changed) => {
    let first = true
    const dirty = new Set<string>()
    const known = new Set<string>()
    const stop = app.horizon.on('bookings', ({ bookingIds, days: touched }) => {
      if (days.isDisjointFrom(touched)) return
      for (const id of bookingIds) dirty.add(id)
      changed()
    })
    async function next(): Promise<string[] | null> {
      if (!(await staffOf(app, request.headers.get('cookie'), app.now())))
        throw new GraphQLError('The session is over.', { extensions: { code: 'UNAUTHENTICATED' } })
      const asked = [...dirty]
      dirty.clear()
      const found = await app.db.prisma.booking.findMany({
        where: first ? where(app, staff, range) : { id: { in: asked }, ...staff.mayWorkWith },
        select: { id: true, status: true, startsAt: true, departmentId: true },
      })
      const inRange = within(app, range)
      // One that left the range is told once more, so that whoever shows it can take it away.
      const told = found.filter((booking) => inRange(booking) || known.has(booking.id))
      for (const booking of told) {
        if (inRange(booking)) known.add(booking.id)
        else known.delete(booking.id)
      }
      const ids = told.map(({ id }) => id)
      const silent = ids.length === 0 && !first
      first = false
      return silent ? null : ids
    }
    return { next, stop }
  })
}

function where(app: App, staff: SignedInStaff, range: DayRange): Prisma.BookingWhereInput {
  const { from, to } = spanOf(app, range)
  return {
    AND: [staff.mayWorkWith, range.departmentId ? { departmentId: range.departmentId } : {}],
    startsAt: { gte: from, lt: to },
    status: { not: 'HELD' },
    // A hold that was given back was never anybody's booking.
    confirmedAt: { not: null },
  }
}

function within(app: App, range: DayRange) {
  const { from, to } = spanOf(app, range)
  return ({ startsAt, departmentId }: { startsAt: Date; departmentId: string }) =>
    startsAt >= from && startsAt < to && (!range.departmentId || departmentId === range.departmentId)
}

function spanOf(app: App, range: DayRange): { from: Date; to: Date } {
  daysOf(range)
  const { zone } = app.horizon
  return { from: instantOf(daySpan(range.from, zone).from), to: instantOf(daySpan(range.to, zone).to) }
}

/** The days of a range. @throws GraphQLError (BAD_USER_INPUT) when there are none, or more than 62 */
export function daysOf({ from, to }: DayRange): string[] {
  if (from > to || to > addDays(from, MAX_DAYS - 1))
    throw new GraphQLError(`The range must be 1 to ${MAX_DAYS} days.`, {
      extensions: { code: 'BAD_USER_INPUT' },
    })
  return eachDay(from, to)
}
