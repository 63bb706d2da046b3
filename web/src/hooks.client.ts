import type { ClientInit, HandleClientError } from '@sveltejs/kit/hooks'
import { languageOf, locale } from '#lib/i18n/i18n.ts'

export const init: ClientInit = () => {
  // The offline shell was made without knowing at which address it would be answered.
  const { lang, dir } = languageOf(locale())
  Object.assign(document.documentElement, { lang, dir })
  document.documentElement.dataset.live = ''
}

/** A failed fetch while navigating means that the network or the server is away. */
export const handleError: HandleClientError = ({ kind, error }) => {
  if (kind === 'app' || kind === 'framework') return
  return { retry: error instanceof TypeError || !navigator.onLine }
}
