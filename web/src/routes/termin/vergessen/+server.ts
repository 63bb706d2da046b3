import { redirect } from '@sveltejs/kit'
import { forgetDetails, forgetHeld } from '#lib/booking/server/booking-cookies.ts'
import type { RequestHandler } from './$types'

/** Deletes the cookies of an unfinished booking, for shared devices. */
export const POST: RequestHandler = (event) => {
  forgetHeld(event)
  forgetDetails(event)
  redirect(303, '/')
}
