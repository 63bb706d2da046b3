import { fail, redirect, type RequestEvent } from '@sveltejs/kit'
import { query, mutate, type WithFetch } from '#lib/graphql/client.ts'
import { href, locale } from '#lib/i18n/i18n.ts'
import { BookingByToken, type BookingData } from '../booking.graphql.ts'
import { BookPage_ExtendHold } from './hold.graphql.ts'
import { heldOf, rememberHeld, type Held } from './booking-cookies.ts'

/**
 * The hold of a booking page. Null when there is none; `booking` is null when the hold was released or deleted. After
 * the booking it redirects to the confirmation page, so that going back does not book twice.
 */
export async function heldBooking(
  event: Pick<RequestEvent, 'cookies' | 'locals'> & WithFetch,
): Promise<{ held: Held; booking: BookingData | null } | null> {
  const held = heldOf(event)
  if (!held) return null
  if (held.done) redirect(303, href('/termin/buchen/fertig'))
  const { booking } = await query(event, BookingByToken, { token: held.token, locale: locale() })
  if (booking?.status === 'CONFIRMED') {
    rememberHeld(event, { ...held, done: true })
    redirect(303, href('/termin/buchen/fertig'))
  }
  return { held, booking: booking?.status === 'HELD' ? booking : null }
}

/** Form action that extends the hold; the page then shows the new end or the refusal. */
export async function extendHeld(event: RequestEvent) {
  const held = heldOf(event)
  if (!held) redirect(303, href('/termin/buchen'))
  const { extendHold } = await mutate(event, BookPage_ExtendHold, { token: held.token, locale: locale() })
  if (extendHold.__typename === 'RefusedError') return fail(409, { extend: extendHold.message })
  return { extended: true }
}
