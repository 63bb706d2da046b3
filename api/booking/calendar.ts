import type { App } from '../app.ts'
import { loadAppointment } from '../notification/compose/appointment.ts'
import { calendarObject } from '../notification/compose/calendar.ts'
import { senderOf } from '../notification/sender.ts'

/** A confirmed booking as text/calendar, the same object as in its latest e-mail; null if it does not exist. */
export async function calendarOf(app: App, bookingId: string, now: Date): Promise<string | null> {
  const appointment = await loadAppointment(app.db, bookingId, senderOf(app), { now })
  return appointment && calendarObject(appointment, 'REQUEST')
}
