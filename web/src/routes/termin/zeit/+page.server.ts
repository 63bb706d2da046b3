import { holdChosenTime } from '#lib/booking/server/hold-time.ts'
import { loadTimes } from '#lib/booking/server/load-times.ts'
import { TimePage_Visit } from '#lib/booking/visit.graphql.ts'
import { visitOf } from '#lib/booking/visit.ts'
import { query } from '#lib/graphql/client.ts'
import { locale } from '#lib/i18n/i18n.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const items = visitOf(event.url.searchParams)
  const { visit } = await query(event, TimePage_Visit, { items, locale: locale() })
  // Null for an old bookmark or a mistyped URL; the page explains that.
  if (!visit?.atOneDesk) return { visit, times: null }
  return { visit, times: await loadTimes(event, items, event.url, new Date()) }
}

export const actions: Actions = {
  default: async (event) =>
    holdChosenTime(event, await event.request.formData(), visitOf(event.url.searchParams)),
}
