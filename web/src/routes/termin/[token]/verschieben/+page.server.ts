import { redirect } from '@sveltejs/kit'
import { timeProblem } from '#lib/booking/server/hold-time.ts'
import { loadTimes } from '#lib/booking/server/load-times.ts'
import { TimePage_Visit } from '#lib/booking/visit.graphql.ts'
import { query, mutate } from '#lib/graphql/client.ts'
import { href, locale, m } from '#lib/i18n/i18n.ts'
import { isInstant } from '#lib/time/time.ts'
import type { Actions, PageServerLoad } from './$types'
import { MovePage_RescheduleBooking } from './reschedule-booking.graphql.ts'

export const load: PageServerLoad = async (event) => {
  const { booking, path } = await event.parent()
  if (!booking) return { times: null, visit: null }
  if (!booking.canReschedule) redirect(303, path)
  const items = booking.items.map(({ service, persons }) => ({ serviceId: service.id, persons }))
  const { visit } = await query(event, TimePage_Visit, { items, locale: locale() })
  // Null when a service is no longer offered; the page then shows the contact of the office.
  return { times: visit && (await loadTimes(event, items, event.url, new Date())), visit }
}

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData()
    const startsAt = String(form.get('start') ?? '')
    const key = String(form.get('key') ?? '')
    if (!isInstant(startsAt)) return timeProblem(400, { kind: 'missing', message: m.time_missing() })

    const { token } = event.params
    const { rescheduleBooking: outcome } = await mutate(event, MovePage_RescheduleBooking, {
      input: { token, startsAt, idempotencyKey: key ? `${key}:${startsAt}` : null },
      locale: locale(),
    })
    if (outcome.__typename === 'UpdatedBooking') redirect(303, `${href(`/termin/${token}`)}?verschoben`)
    switch (outcome.__typename) {
      case 'SlotTakenError':
        return timeProblem(409, {
          kind: 'taken',
          alternatives: outcome.alternatives.map((slot) => slot.startsAt),
        })
      case 'LimitReachedError':
        return timeProblem(429, { kind: 'limit', message: outcome.message, retryAt: outcome.retryAt })
      case 'InvalidInputError':
        return timeProblem(400, { kind: 'refused', message: outcome.fields[0]?.message ?? outcome.message })
      case 'RefusedError':
        return timeProblem(409, { kind: 'refused', message: outcome.message })
    }
  },
}
