import { ask } from '#lib/graphql/client.ts'
import { locale } from '#lib/i18n/i18n.ts'
import type { PageServerLoad } from './$types'
import { adminOf } from '#lib/people/require-admin.ts'
import { PeoplePage_People } from '#lib/people/people.graphql.ts'

export const load: PageServerLoad = async (event) => {
  const { id } = await adminOf(event)
  const { people } = await ask(event, PeoplePage_People, { locale: locale() })
  return { people, self: id, removed: event.url.searchParams.has('geloescht') }
}
