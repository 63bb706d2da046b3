import { error } from '@sveltejs/kit'
import { query } from '#lib/graphql/client.ts'
import type { RequestHandler } from './$types'
import { CalendarFile_Booking } from './calendar.graphql.ts'

/** The appointment as a file for calendars: the same object that the e-mail carries. */
export const GET: RequestHandler = async (event) => {
  const { booking } = await query(event, CalendarFile_Booking, { token: event.params.token })
  // Never for something cancelled or only held.
  if (!booking?.icalendar) error(404, 'no such appointment')
  return new Response(booking.icalendar, {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': `attachment; filename="termin-${booking.reference}.ics"`,
    },
  })
}
