import { BookingByToken } from '#lib/booking/booking.graphql.ts'
import { query } from '#lib/graphql/client.ts'
import { href, locale } from '#lib/i18n/i18n.ts'
import { publicOriginOr } from '#lib/server/origin.ts'
import type { LayoutServerLoad } from './$types'

/**
 * The booking behind a manage link. Wrong, expired and missing tokens look alike, and loading never changes
 * anything: mail scanners open links, too.
 */
export const load: LayoutServerLoad = async (event) => {
  const { token } = event.params
  const { booking } = await query(event, BookingByToken, { token, locale: locale() })
  // A held time is not an appointment yet, and has no link.
  const path = href(`/termin/${token}`)
  return {
    booking: booking?.status === 'HELD' ? null : booking,
    token,
    path,
    address: publicOriginOr(event.locals.origin) + path,
  }
}
