import type { RequestEvent } from '@sveltejs/kit'
import { languageOf, locales, pathIn, plainPath, type Locale } from '#lib/i18n/locale.ts'
import { publicOriginOr } from './origin.ts'

/** Languages with a BCP 47 tag of their own, for search engines; variants (Einfache Sprache) have none. */
export const taggedLocales = locales.filter((locale) => languageOf(locale).lang === locale)

/** The public URL of a page in a language: `/dienstleistung/wohngeld` → `https://…/en/dienstleistung/wohngeld`. */
export const publicAddress = (origin: string, locale: Locale, plain: string): string =>
  encodeURI(publicOriginOr(origin) + pathIn(locale, plain))

/** Link elements for search engines: the canonical URL, and the page in other languages. */
export function headLinksOf({ url, route, locals }: RequestEvent): string {
  // Pages with parameters (a search, the times of a service) have no canonical URL; `quelle` only marks posters.
  if (!route.id || [...url.searchParams.keys()].some((name) => name !== 'quelle')) return ''
  const plain = plainPath(url.pathname)
  const at = (locale: Locale) => publicAddress(locals.origin, locale, plain)
  const alternates = taggedLocales.map(
    (locale) => `<link rel="alternate" hreflang="${locale}" href="${at(locale)}" />`,
  )
  return [`<link rel="canonical" href="${at(locals.locale)}" />`, ...alternates].join('')
}
