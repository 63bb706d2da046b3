import { query } from '#lib/graphql/client.ts'
import { locale } from '#lib/i18n/i18n.ts'
import type { PageServerLoad } from './$types'
import { requireAdmin } from '#lib/people/require-admin.ts'
import { PeoplePage_People } from '#lib/people/people.graphql.ts'

export const load: PageServerLoad = async (event) => {
  const { id } = await requireAdmin(event)
  const { people } = await query(event, PeoplePage_People, { locale: locale() })
  return { people, self: id, removed: event.url.searchParams.has('geloescht') }
}
