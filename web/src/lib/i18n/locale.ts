// The language is the first part of the path: German has none, English /en, Einfache Sprache /einfach.
// So each page has one address per language, and everything works without cookies or JavaScript.

/** Languages of the app, BCP 47; the catalogue's texts have the same tags. The default comes first. */
export const locales = ['de', 'en', 'de-simple'] as const
export type Locale = (typeof locales)[number]
export const defaultLocale: Locale = 'de'

const prefixes: Record<Locale, string> = { de: '', en: '/en', 'de-simple': '/einfach' }

/** How each language calls itself: short for the switch in the header, long for those who hear it. */
export const localeNames: Record<Locale, { short: string; long: string }> = {
  de: { short: 'Deutsch', long: 'Deutsch' },
  en: { short: 'English', long: 'English' },
  'de-simple': { short: 'Einfach', long: 'Einfache Sprache' },
}

/** The language of a path, e.g. `/en/termin/zeit` → `en`. */
export function localeOfPath(pathname: string): Locale {
  return (
    locales.find((locale) => prefixes[locale] !== '' && startsWith(pathname, prefixes[locale])) ??
    defaultLocale
  )
}

/** The path without its language, e.g. `/en/termin/zeit` → `/termin/zeit`: what the routes know. */
export function plainPath(pathname: string): string {
  return pathname.slice(prefixes[localeOfPath(pathname)].length) || '/'
}

/** A path without language in a language, e.g. (`/termin/zeit`, `en`) → `/en/termin/zeit`. */
export function pathIn(locale: Locale, plain: string): string {
  return plain === '/' ? prefixes[locale] || '/' : prefixes[locale] + plain
}

/** Tag for `<html lang>` and `Intl`: assistive technology knows no variant `simple`. */
export function languageTag(locale: Locale): 'de' | 'en' {
  return locale === 'en' ? 'en' : 'de'
}

function startsWith(pathname: string, prefix: string): boolean {
  return pathname === prefix || pathname.startsWith(`${prefix}/`)
}
