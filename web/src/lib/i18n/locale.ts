// The language is the first segment of the path: none for German, /en for English, /einfach for Einfache Sprache.
// So each page has one URL per language, without cookies or JavaScript.

import { languages, type Language, type Locale } from '@terminklick/api/languages'

export type { Locale }

/** All languages, the default first. */
export const locales = Object.keys(languages) as Locale[]
export const defaultLocale: Locale = 'de'

export const languageOf = (locale: Locale): Language => languages[locale]

/** The language of a path, e.g. `/en/termin/zeit` → `en`. */
export function localeOfPath(pathname: string): Locale {
  return (
    locales.find(
      (locale) => languages[locale].prefix !== '' && startsWith(pathname, languages[locale].prefix),
    ) ?? defaultLocale
  )
}

/** The path without its language, as the routes define it, e.g. `/en/termin/zeit` → `/termin/zeit`. */
export function plainPath(pathname: string): string {
  return pathname.slice(languages[localeOfPath(pathname)].prefix.length) || '/'
}

/** Adds a language to a path without one, e.g. (`en`, `/termin/zeit`) → `/en/termin/zeit`. */
export function pathIn(locale: Locale, plain: string): string {
  const { prefix } = languages[locale]
  return plain === '/' ? prefix || '/' : prefix + plain
}

function startsWith(pathname: string, prefix: string): boolean {
  return pathname === prefix || pathname.startsWith(`${prefix}/`)
}
