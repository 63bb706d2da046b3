import { holdChosenTime } from '#lib/booking/server/hold.ts'
import { loadTimes } from '#lib/booking/server/times.ts'
import { TimePage_Services } from '#lib/booking/booking.graphql.ts'
import { visitOf } from '#lib/booking/visit.ts'
import { ask } from '#lib/graphql/client.ts'
import { locale } from '#lib/i18n/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const items = visitOf(event.url.searchParams)
  const { services } = await ask(event, TimePage_Services, { locale: locale() })
  const chosen = items.flatMap((item) => {
    const service = services.find(({ id }) => id === item.serviceId)
    return service && item.persons <= service.maxPersons ? [{ ...service, persons: item.persons }] : []
  })
  // An old bookmark or a mistyped address: the page says so and leads on.
  if (chosen.length === 0 || chosen.length < items.length) return { chosen: [], times: null }
  return { chosen, times: await loadTimes(event, items, event.url, new Date()) }
}

export const actions: Actions = {
  default: async (event) =>
    holdChosenTime(event, await event.request.formData(), visitOf(event.url.searchParams)),
}
