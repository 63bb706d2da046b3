import type { App } from '../app/app.ts'
import { loadAppointments } from '../notification/compose/appointment.ts'
import { calendarObject } from '../notification/compose/calendar.ts'
import { senderOf } from '../notification/sender.ts'

/**
 * Confirmed bookings as text/calendar, the same objects as in their latest e-mails, in the order of the ids. Null for a
 * booking that does not exist. One statement for any number of bookings.
 */
export async function calendarsOf(
  app: App,
  bookingIds: readonly string[],
  now: Date,
): Promise<(string | null)[]> {
  const requests = bookingIds.map((bookingId) => ({ bookingId, state: { now } }))
  const appointments = await loadAppointments(app.db, requests, senderOf(app))
  return appointments.map((appointment) => appointment && calendarObject(appointment, 'REQUEST'))
}
