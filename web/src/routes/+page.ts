import { queryPublic } from '#lib/graphql/client.ts'
import { SearchPage } from '#lib/catalogue/catalogue.graphql.ts'
import { loadPublic } from '#lib/catalogue/load-catalogue.ts'
import { finderOver, findNow } from '#lib/catalogue/search.ts'
import { locale } from '#lib/i18n/i18n.ts'
import type { PageLoad } from './$types'
import { StartPage } from './start.graphql.ts'

/** Longer search texts are cut. */
const MAX_SEARCH = 100
const MAX_POPULAR = 8

export const load: PageLoad = async (event) => {
  const language = locale()
  const search = event.url.searchParams.get('suche')?.trim().slice(0, MAX_SEARCH) ?? ''

  const [start, found] = await Promise.all([
    loadPublic(
      event,
      language,
      () => queryPublic(event, StartPage, { locale: language }),
      (kept) => ({
        services: kept.services,
        topics: kept.topics.map((topic) => ({
          ...topic,
          services: kept.services.filter((service) => service.topics.some(({ id }) => id === topic.id)),
        })),
      }),
    ),
    search
      ? (findNow(search) ??
        loadPublic(
          event,
          language,
          async () => (await queryPublic(event, SearchPage, { locale: language, text: search })).search,
          async (kept) => (await finderOver(kept, language)).find(search),
        ))
      : null,
  ])

  return {
    search,
    found,
    popular: start.services.filter((service) => service.popular).slice(0, MAX_POPULAR),
    topics: start.topics.map(({ id, title, services }) => ({ id, title, count: services.length })),
  }
}
