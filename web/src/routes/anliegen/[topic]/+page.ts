import { error } from '@sveltejs/kit'
import { loadPublic } from '#lib/catalogue/load-catalogue.ts'
import { queryPublic } from '#lib/graphql/client.ts'
import { locale } from '#lib/i18n/i18n.ts'
import type { PageLoad } from './$types'
import { TopicPage } from './topic.graphql.ts'

export const load: PageLoad = async (event) => {
  const { topic: id } = event.params
  const { topics, services } = await loadPublic(
    event,
    locale(),
    () => queryPublic(event, TopicPage, { topic: id, locale: locale() }),
    (kept) => ({
      topics: kept.topics,
      services: kept.services.filter((service) => service.topics.some((topic) => topic.id === id)),
    }),
  )
  const topic = topics.find((each) => each.id === id)
  if (!topic) error(404, 'no such topic')
  return { topic, services }
}
