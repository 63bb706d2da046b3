// The language is the first part of the path: German has none, English /en, Einfache Sprache /einfach.
// So each page has one address per language, and everything works without cookies or JavaScript.

import { languages, type Language, type Locale } from '@terminklick/api/languages'

export type { Locale }

/** The default comes first. */
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

/** The path without its language, e.g. `/en/termin/zeit` → `/termin/zeit`: what the routes know. */
export function plainPath(pathname: string): string {
  return pathname.slice(languages[localeOfPath(pathname)].prefix.length) || '/'
}

/** A path without language in a language, e.g. (`/termin/zeit`, `en`) → `/en/termin/zeit`. */
export function pathIn(locale: Locale, plain: string): string {
  const { prefix } = languages[locale]
  return plain === '/' ? prefix || '/' : prefix + plain
}

function startsWith(pathname: string, prefix: string): boolean {
  return pathname === prefix || pathname.startsWith(`${prefix}/`)
}
