import { browser } from '$app/env'
import { queryReusable, type WithFetch } from '#lib/graphql/client.ts'
import { locale, type Locale } from '#lib/i18n/i18n.ts'
import { Catalogue, type CatalogueData, type SearchData } from './catalogue.graphql.ts'
import type { Finder } from './finder.ts'

// In the browser only: the language of a page is fixed as long as it lives.
let loading: Promise<Finder> | undefined
let ready: Finder | undefined

/**
 * Fetches search and catalogue, once; call it when the search field gets the focus.
 * @throws when neither the network nor the device has them; it can be tried again
 */
export async function prepareSearch(event: WithFetch): Promise<Finder> {
  loading ??= queryReusable(event, Catalogue, { locale: locale() }, 'cache-first').then((kept) =>
    finderOver(kept, locale()),
  )
  try {
    return (ready = await loading)
  } catch (cause) {
    loading = undefined
    throw cause
  }
}

/** What fits a text, where search and catalogue are at hand already; on the server they never are. */
export const findNow = (text: string): SearchData | undefined => (browser ? ready?.find(text) : undefined)

/** Searches a catalogue that was just read from the device. */
export async function finderOver(kept: CatalogueData, language: Locale): Promise<Finder> {
  const { Finder } = await import('./finder.ts')
  return Finder.over(kept, language)
}
