// The language is the first part of the path: German has none, English /en, Einfache Sprache /einfach.
// So each page has one address per language, and everything works without cookies or JavaScript.

import table from '@terminklick/api/languages' with { type: 'json' }

/** Languages of the app by the tags of their message files; the catalogue's texts have the same tags. */
export type Locale = keyof typeof table

/** What is to be known of a language beside its messages. */
export interface Language {
  /** How its paths begin: empty, or with a slash. */
  prefix: string
  /** How it calls itself: short for the switch in the header, long for those who hear it. */
  short: string
  long: string
  /** Tag for `lang` attributes: assistive technology knows no variant `simple`. */
  lang: string
  dir: 'ltr' | 'rtl'
  /** BCP 47 tag by which Intl writes dates, numbers and money. */
  intl: string
  /** A time of day, “{time} Uhr”. */
  clock: string
  /** The day of a month in a list, “{day}.” */
  dayOfMonth: string
}

const languages = table as Record<Locale, Language>

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
