import { createHash } from 'node:crypto'
import { fail, redirect } from '@sveltejs/kit'
import type { BookingData } from '#lib/booking/booking.graphql.ts'
import type { Details } from '#lib/booking/contact-details.ts'
import { holdChosenTime, timeProblem } from '#lib/booking/server/hold-time.ts'
import { detailsOf, forgetDetails, heldOf, rememberHeld } from '#lib/booking/server/booking-cookies.ts'
import { problemsOf } from '#lib/booking/server/details-problems.ts'
import { extendHeld, heldBooking } from '#lib/booking/server/held-booking.ts'
import { visitQuery } from '#lib/booking/visit.ts'
import { mutate } from '#lib/graphql/client.ts'
import { fieldName } from '#lib/i18n/field-message.ts'
import { href, locale } from '#lib/i18n/i18n.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'
import { BookPage_ConfirmBooking } from './confirm.graphql.ts'

export const load: PageServerLoad = async (event) => {
  const found = await heldBooking(event)
  const details = completeDetails(event, found?.booking?.mode === 'TELEPHONE')
  if (found && !details) redirect(303, href('/termin/buchen'))
  return {
    booking: found?.booking ?? null,
    details,
    otherTimes: found ? href(`/termin/zeit?${visitQuery(found.held.items)}`) : null,
    key: crypto.randomUUID(),
    asOf: Date.now(),
    seen: found?.booking && details ? digestOf(found.booking, details) : '',
  }
}

export const actions: Actions = {
  book: async (event) => {
    const found = await heldBooking(event)
    const details = completeDetails(event, found?.booking?.mode === 'TELEPHONE')
    if (!found?.booking || !details) redirect(303, href('/termin/buchen'))
    const form = await event.request.formData()
    if (form.get('seen') !== digestOf(found.booking, details)) return fail(409, { changed: true })

    const { confirmBooking: outcome } = await mutate(event, BookPage_ConfirmBooking, {
      input: {
        token: found.held.token,
        contact: { name: details.name, email: details.email, phone: details.phone || null },
        remark: details.remark || null,
        consent: details.consent,
        locale: locale(),
        idempotencyKey: String(form.get('key') ?? '') || null,
      },
      locale: locale(),
    })

    if (outcome.__typename === 'UpdatedBooking') {
      rememberHeld(event, { ...found.held, done: true })
      forgetDetails(event)
      redirect(303, href('/termin/buchen/fertig'))
    }
    switch (outcome.__typename) {
      case 'SlotTakenError':
        return timeProblem(409, {
          kind: 'taken',
          alternatives: outcome.alternatives.map((slot) => slot.startsAt),
        })
      case 'InvalidInputError':
        return fail(400, {
          problems: outcome.fields.map(({ field, message }) => ({ target: targetOf(field), message })),
        })
      case 'LimitReachedError':
        return timeProblem(429, { kind: 'limit', message: outcome.message, retryAt: outcome.retryAt })
      case 'RefusedError':
        return timeProblem(409, { kind: 'refused', message: outcome.message })
    }
  },
  extend: extendHeld,
  hold: async (event) => {
    const held = heldOf(event)
    if (!held) redirect(303, href('/termin/buchen'))
    return holdChosenTime(event, await event.request.formData(), held.items)
  },
}

/** Digest of the shown data, to detect a change in another window. */
function digestOf({ id, startsAt }: BookingData, details: Details): string {
  return createHash('sha256')
    .update(JSON.stringify([id, startsAt, details]))
    .digest('base64url')
}

/** The typed details if the API accepts them. */
function completeDetails(
  event: Pick<RequestEvent, 'cookies' | 'locals'>,
  phoneRequired: boolean,
): Details | null {
  const details: Details = { name: '', email: '', phone: '', remark: '', consent: false, ...detailsOf(event) }
  return Object.keys(problemsOf(details, phoneRequired)).length === 0 ? details : null
}

/** Link to the field for a path of the API's input: `contact.email` → `/termin/buchen#email`. */
const targetOf = (field: string): string => `${href('/termin/buchen')}#${fieldName(field)}`
