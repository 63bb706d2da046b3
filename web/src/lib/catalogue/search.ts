import { browser } from '$app/env'
import { queryReusable, type WithFetch } from '#lib/graphql/client.ts'
import { locale, type Locale } from '#lib/i18n/i18n.ts'
import { Catalogue, type CatalogueData, type SearchData } from './catalogue.graphql.ts'
import type { Finder } from './finder.ts'

// Set in the browser only, where the language is fixed for the lifetime of the page.
let loading: Promise<Finder> | undefined
let ready: Finder | undefined

/**
 * Loads search code and catalogue once; call it when the search field gets the focus.
 * @throws when neither the network nor the cache has them; a later call tries again
 */
export async function prepareSearch(event: WithFetch): Promise<Finder> {
  loading ??= queryReusable(event, Catalogue, { locale: locale() }, 'cache-first').then((catalogue) =>
    finderOver(catalogue, locale()),
  )
  try {
    return (ready = await loading)
  } catch (cause) {
    loading = undefined
    throw cause
  }
}

/** Search results if search code and catalogue are loaded; always undefined on the server. */
export const findNow = (text: string): SearchData | undefined => (browser ? ready?.find(text) : undefined)

/** A finder for a catalogue; loads the search code. */
export async function finderOver(catalogue: CatalogueData, language: Locale): Promise<Finder> {
  const { Finder } = await import('./finder.ts')
  return Finder.over(catalogue, language)
}
