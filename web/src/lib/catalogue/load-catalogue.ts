import { browser } from '$app/env'
import { error } from '@sveltejs/kit'
import { queryReusable, Unreachable, type WithFetch } from '#lib/graphql/client.ts'
import type { Locale } from '#lib/i18n/locale.ts'
import { Catalogue, type CatalogueData } from './catalogue.graphql.ts'

/**
 * Loads a catalogue page from the API, or, without network, from the catalogue that the service worker has cached.
 * `fromCatalogue` selects the same data there.
 */
export async function loadPublic<T>(
  event: WithFetch,
  locale: Locale,
  fromApi: () => Promise<T>,
  fromCatalogue: (catalogue: CatalogueData) => T | Promise<T>,
): Promise<T> {
  try {
    return await fromApi()
  } catch (cause) {
    if (!(cause instanceof Unreachable)) throw cause
    const catalogue = browser ? await cachedCatalogue(event, locale) : undefined
    if (!catalogue) error(503, { message: 'API not reachable', retry: true })
    return await fromCatalogue(catalogue)
  }
}

async function cachedCatalogue(event: WithFetch, locale: Locale): Promise<CatalogueData | undefined> {
  try {
    return await queryReusable(event, Catalogue, { locale }, 'cache-first')
  } catch (cause) {
    if (cause instanceof Unreachable) return undefined
    throw cause
  }
}
