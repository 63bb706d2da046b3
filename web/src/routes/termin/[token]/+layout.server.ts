import { BookingByToken } from '#lib/booking/booking.graphql.ts'
import { query } from '#lib/graphql/client.ts'
import { href, locale } from '#lib/i18n/i18n.ts'
import { publicOriginOr } from '#lib/server/origin.ts'
import type { LayoutServerLoad } from './$types'

/**
 * Loads the booking of a manage link. Wrong, expired and missing tokens get the same answer. Loading has no side effects,
 * because mail scanners open links as well.
 */
export const load: LayoutServerLoad = async (event) => {
  const { token } = event.params
  const { booking } = await query(event, BookingByToken, { token, locale: locale() })
  // A hold is not an appointment yet, so its token opens no page.
  const path = href(`/termin/${token}`)
  return {
    booking: booking?.status === 'HELD' ? null : booking,
    token,
    path,
    address: publicOriginOr(event.locals.origin) + path,
  }
}
