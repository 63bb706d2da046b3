import type { App } from '../app/app.ts'
import { daySpan } from '../availability/calendar.ts'
import type { Booking, Prisma } from '../generated/prisma/client.ts'
import { instantOf } from '../kernel/instant.ts'
import { isUuid } from '../inputs/uuid.ts'
import type { SignedInStaff } from '../identity/session.ts'

/** A range of days in the office's time zone, first and last day included. */
export interface DayRange {
  from: string
  to: string
  /** Absent: all departments of the caller. */
  departmentId?: string | null
}

/** Bookings (no holds) of a range that a member of staff may work with, ordered by start. */
export async function bookingsBetween(
  app: App,
  staff: SignedInStaff,
  range: DayRange,
  query: object = {},
): Promise<Booking[]> {
  return app.db.prisma.booking.findMany({
    ...query,
    where: bookingsIn(app, staff, range),
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
  })
}

/** One booking (no hold) that a member of staff may work with; null for every other id. */
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

/** The bookings (without holds) among these ids that a member of staff may work with, in no particular order. */
export async function bookingsForStaff(
  app: App,
  staff: SignedInStaff,
  ids: readonly string[],
): Promise<Booking[]> {
  return app.db.prisma.booking.findMany({
    where: { id: { in: ids.filter(isUuid) }, confirmedAt: { not: null }, ...staff.mayWorkWith },
  })
}

/** Selects the bookings of a range, without holds: neither present nor released ones. */
export function bookingsIn(app: App, staff: SignedInStaff, range: DayRange): Prisma.BookingWhereInput {
  const { from, to } = spanOf(app, range)
  return {
    AND: [staff.mayWorkWith, range.departmentId ? { departmentId: range.departmentId } : {}],
    startsAt: { gte: from, lt: to },
    status: { not: 'HELD' },
    confirmedAt: { not: null },
  }
}

/** A predicate: whether a booking lies in a range. */
export function isWithin(app: App, range: DayRange) {
  const { from, to } = spanOf(app, range)
  return ({ startsAt, departmentId }: { startsAt: Date; departmentId: string }) =>
    startsAt >= from && startsAt < to && (!range.departmentId || departmentId === range.departmentId)
}

function spanOf(app: App, range: DayRange): { from: Date; to: Date } {
  const { zone } = app.availability
  return { from: instantOf(daySpan(range.from, zone).from), to: instantOf(daySpan(range.to, zone).to) }
}
