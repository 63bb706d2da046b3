import { browser } from '$app/env'
import { getLocale, overwriteGetLocale } from '#lib/paraglide/runtime.js'
import { languageOf, localeOfPath, pathIn, type Locale } from './locale.ts'

export { m } from '#lib/paraglide/messages.js'
export { languageOf, localeOfPath, locales, pathIn, plainPath, type Locale } from './locale.ts'

// Changing the language loads a new page, so in the browser it is fixed for the lifetime of the page.
if (browser) {
  const fixed = localeOfPath(location.pathname)
  overwriteGetLocale(() => fixed)
}

/** The language of the page, or on the server of the request. */
export const locale = (): Locale => getLocale()

/** A link inside the app in the present language: `href('/termin/zeit')`. */
export const href = (plain: string): string => {
  const [, path = '/', rest = ''] = /^([^?#]*)(.*)$/.exec(plain) ?? []
  return pathIn(getLocale(), path) + rest
}

/** Isolates a number or an address inside a right-to-left sentence, so that it is shown from left to right. */
export const ltr = (text: string): string =>
  languageOf(getLocale()).dir === 'rtl' ? `\u2066${text}\u2069` : text
