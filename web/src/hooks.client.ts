import type { ClientInit, HandleClientError } from '@sveltejs/kit/hooks'
import { languageOf, locale } from '#lib/i18n/i18n.ts'

export const init: ClientInit = () => {
  // The offline shell is prerendered for no URL, and therefore without a language.
  const { lang, dir } = languageOf(locale())
  Object.assign(document.documentElement, { lang, dir })
}

/** A failed fetch while navigating means that the network or the server is unavailable. */
export const handleError: HandleClientError = ({ kind, error }) => {
  if (kind === 'app' || kind === 'framework') return
  return { retry: error instanceof TypeError || !navigator.onLine }
}
