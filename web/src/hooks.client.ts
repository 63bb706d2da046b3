import type { ClientInit, HandleClientError } from '@sveltejs/kit/hooks'
import { languageTag, locale } from '#lib/i18n/index.ts'

export const init: ClientInit = () => {
  // The offline shell was made without knowing at which address it would be answered.
  document.documentElement.lang = languageTag(locale())
  document.documentElement.dataset.live = ''
}

/** A failed fetch while navigating means that the network or the server is away. */
export const handleError: HandleClientError = ({ kind, error }) => {
  if (kind === 'app' || kind === 'framework') return
  return { retry: error instanceof TypeError || !navigator.onLine }
}
