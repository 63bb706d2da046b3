import { addDays, dayOf, type Day } from '#lib/time/time.ts'
import type { WeekBooking } from './week.graphql.ts'

/** Number of visits with a status, on one day at one desk. */
export type Count = Pick<WeekBooking, 'status' | 'mode'> & { count: number }

const ORDER: WeekBooking['status'][] = [
  'CALLED',
  'CHECKED_IN',
  'CONFIRMED',
  'COMPLETED',
  'NO_SHOW',
  'CANCELLED',
]

/** The Monday of a day's week. */
export function mondayOf(day: Day): Day {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay()
  return addDays(day, -((weekday + 6) % 7))
}

/** Counts by desk and day (`platz-1 2026-11-24`), visits in progress first. */
export function countsOf(bookings: readonly WeekBooking[]): Map<string, Count[]> {
  const cells = Map.groupBy(bookings, ({ atDesk, startsAt }) => `${atDesk?.desk.id} ${dayOf(startsAt)}`)
  return new Map(
    [...cells].map(([cell, bookingsOfCell]) => [
      cell,
      ORDER.flatMap((status) => {
        const ofStatus = bookingsOfCell.filter((one) => one.status === status)
        return ofStatus[0] ? [{ status, mode: ofStatus[0].mode, count: ofStatus.length }] : []
      }),
    ]),
  )
}
