import { queryPublic, type WithFetch } from '#lib/graphql/client.ts'
import type { Locale } from '#lib/i18n/locale.ts'
import { townPages } from './load-town-page.ts'
import { Office } from './office.graphql.ts'
import { TownPage } from './town-page.graphql.ts'

/** Requests the town's data and all its pages, so that the service worker caches them. */
export async function prefetchTown(event: WithFetch, locale: Locale): Promise<void> {
  await Promise.all([
    queryPublic(event, Office, { locale }),
    ...townPages.map((id) => queryPublic(event, TownPage, { id, locale })),
  ])
}
