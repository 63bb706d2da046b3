import { error } from '@sveltejs/kit'
import { loadPublic } from '#lib/catalogue/load-catalogue.ts'
import { queryPublic } from '#lib/graphql/client.ts'
import { locale } from '#lib/i18n/i18n.ts'
import type { PageLoad } from './$types'
import { ServicePage } from './service.graphql.ts'

export const load: PageLoad = async (event) => {
  const { slug } = event.params
  const service = await loadPublic(
    event,
    locale(),
    async () => (await queryPublic(event, ServicePage, { slug, locale: locale() })).service,
    (kept) => kept.services.find((each) => each.slug === slug) ?? null,
  )
  if (!service) error(404, 'no such service')
  return { service }
}
