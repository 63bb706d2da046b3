import { error } from '@sveltejs/kit'
import { query } from '#lib/graphql/client.ts'
import type { RequestHandler } from './$types'
import { CalendarFile_Booking } from './calendar.graphql.ts'

/** The appointment as an iCalendar file, the same as in the e-mail. */
export const GET: RequestHandler = async (event) => {
  const { booking } = await query(event, CalendarFile_Booking, { token: event.params.token })
  // Null for cancelled bookings and holds.
  if (!booking?.icalendar) error(404, 'no such appointment')
  return new Response(booking.icalendar, {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': `attachment; filename="termin-${booking.reference}.ics"`,
    },
  })
}
