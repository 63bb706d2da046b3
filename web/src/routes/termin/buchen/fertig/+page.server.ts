import { redirect } from '@sveltejs/kit'
import { BookingByToken } from '#lib/booking/booking.graphql.ts'
import { forgetDetails, heldOf } from '#lib/booking/server/booking-cookies.ts'
import { qrPath } from '#lib/booking/qr-path.ts'
import { query } from '#lib/graphql/client.ts'
import { href, locale } from '#lib/i18n/i18n.ts'
import { publicOriginOr } from '#lib/server/origin.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const held = heldOf(event)
  if (held && !held.done) redirect(303, href('/termin/buchen'))
  if (!held) return { booking: null, link: null }
  // Another window may have stored the details again after the booking.
  forgetDetails(event)

  const { booking } = await query(event, BookingByToken, { token: held.token, locale: locale() })
  const path = href(`/termin/${held.token}`)
  // Cancelled meanwhile: the page of the manage link shows by whom.
  if (booking && booking.status !== 'CONFIRMED') redirect(303, path)
  const address = publicOriginOr(event.locals.origin) + path
  return { booking, link: { token: held.token, path, address, qr: qrPath(address) } }
}
