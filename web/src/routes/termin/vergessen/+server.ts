import { redirect } from '@sveltejs/kit'
import { forgetDetails, forgetHeld } from '#lib/booking/server/booking-cookies.ts'
import type { RequestHandler } from './$types'

/** Takes back what a booking on its way keeps in the browser: for devices that others use, too. */
export const POST: RequestHandler = (event) => {
  forgetHeld(event)
  forgetDetails(event)
  redirect(303, '/')
}
