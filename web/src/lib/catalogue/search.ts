import MiniSearch from 'minisearch'
import type { CatalogueData, ReferralData, ServiceCardData } from './catalogue.graphql.ts'
import { fold } from './fold.ts'

export interface Found {
  services: ServiceCardData[]
  referrals: ReferralData[]
}

/**
 * Searches the kept catalogue in the browser, for when there is no network: by words, beginnings and small
 * slips. (With a network the API answers, which also knows the catalogue's synonyms.)
 */
export function searchKept(catalogue: CatalogueData, query: string): Found {
  const topicTitles = (service: CatalogueData['services'][number]) =>
    service.topics.map((topic) => topic.title).join(' ')
  return {
    services: rank(
      catalogue.services.map((service) => ({ ...service, topicTitles: topicTitles(service) })),
      ['title', 'summary', 'topicTitles'],
      query,
    ),
    referrals: rank(catalogue.referrals, ['title', 'detail', 'office'], query),
  }
}

function rank<T extends { id: string }>(entries: T[], fields: (keyof T & string)[], query: string): T[] {
  const index = new MiniSearch<T>({
    fields,
    processTerm: fold,
    searchOptions: { boost: { title: 4 }, prefix: true, fuzzy: 0.2 },
  })
  index.addAll(entries)
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  return index.search(query).flatMap((hit) => byId.get(hit.id as string) ?? [])
}
