import type { RequestEvent } from '@sveltejs/kit'
import { languageOf, locales, pathIn, plainPath, type Locale } from '#lib/i18n/locale.ts'
import { publicOriginOr } from './origin.ts'

/** Languages that search engines know by a tag; a variant (Einfache Sprache) has none. */
export const taggedLocales = locales.filter((locale) => languageOf(locale).lang === locale)

/** Where a page is found from outside, in a language: `/dienstleistung/wohngeld` → `https://…/en/dienstleistung/wohngeld`. */
export const publicAddress = (origin: string, locale: Locale, plain: string): string =>
  encodeURI(publicOriginOr(origin) + pathIn(locale, plain))

/** For search engines: the one address of a page, and the same page in other languages. */
export function headLinksOf({ url, route, locals }: RequestEvent): string {
  // What a page shows of a question (a search, the times of a service) has no other address.
  if (!route.id || [...url.searchParams.keys()].some((name) => name !== 'quelle')) return ''
  const plain = plainPath(url.pathname)
  const at = (locale: Locale) => publicAddress(locals.origin, locale, plain)
  const alternates = taggedLocales.map(
    (locale) => `<link rel="alternate" hreflang="${locale}" href="${at(locale)}" />`,
  )
  return [`<link rel="canonical" href="${at(locals.locale)}" />`, ...alternates].join('')
}
