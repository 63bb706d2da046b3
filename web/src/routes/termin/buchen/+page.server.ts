import { fail, redirect } from '@sveltejs/kit'
import { detailsOf, heldOf, rememberDetails } from '#lib/booking/server/booking-cookies.ts'
import { detailsFrom } from '#lib/booking/server/check-details.ts'
import { problemsOf } from '#lib/booking/server/details-problems.ts'
import { extendHeld, heldBooking } from '#lib/booking/server/held-booking.ts'
import { visitQuery } from '#lib/booking/visit.ts'
import { href } from '#lib/i18n/i18n.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async (event) => {
  const found = await heldBooking(event)
  return {
    booking: found?.booking ?? null,
    details: detailsOf(event),
    asOf: Date.now(),
    otherTimes: found ? href(`/termin/zeit?${visitQuery(found.held.items)}`) : null,
  }
}

// Every action first stores the typed details, so that no navigation loses them.
export const actions: Actions = {
  next: async (event) => {
    const { details, booking } = await storeDetails(event)
    const held = (await heldBooking(event))?.booking
    if (held && booking && held.id !== booking) return fail(409, { changed: true, details })
    const phoneRequired = held?.mode === 'TELEPHONE'
    const problems = problemsOf(details, phoneRequired)
    if (Object.keys(problems).length > 0) return fail(400, { problems, details })
    redirect(303, href('/termin/buchen/pruefen'))
  },
  extend: async (event) => {
    await storeDetails(event)
    return extendHeld(event)
  },
  changeTime: async (event) => {
    await storeDetails(event)
    const held = heldOf(event)
    redirect(303, href(held ? `/termin/zeit?${visitQuery(held.items)}` : '/'))
  },
}

async function storeDetails(event: RequestEvent) {
  const form = await event.request.formData()
  const details = detailsFrom(form)
  rememberDetails(event, details)
  return { details, booking: String(form.get('booking') ?? '') }
}
