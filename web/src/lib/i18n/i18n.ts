import { browser } from '$app/env'
import { getLocale, overwriteGetLocale } from '#lib/paraglide/runtime.js'
import { languageOf, localeOfPath, pathIn, type Locale } from './locale.ts'

export { m } from '#lib/paraglide/messages.js'
export { languageOf, localeOfPath, locales, pathIn, plainPath, type Locale } from './locale.ts'

// Changing the language loads a new page, so in the browser it is fixed as long as the page lives.
if (browser) {
  const fixed = localeOfPath(location.pathname)
  overwriteGetLocale(() => fixed)
}

/** The language of the page that is shown, or of the request that is answered. */
export const locale = (): Locale => getLocale()

/** A link inside the app in the present language: `href('/termin/zeit')`. */
export const href = (plain: string): string => {
  const [, path = '/', rest = ''] = /^([^?#]*)(.*)$/.exec(plain) ?? []
  return pathIn(getLocale(), path) + rest
}

/** A number or an address inside a sentence: it runs from left to right also where the sentence does not. */
export const ltr = (text: string): string =>
  languageOf(getLocale()).dir === 'rtl' ? `\u2066${text}\u2069` : text
