import type { RequestEvent } from '@sveltejs/kit'
import { href, locale, localeOfPath, type Locale } from '#lib/i18n/i18n.ts'
import { redirectTarget, SIGN_IN_PATH, staffPage } from './sign-in-redirect.ts'

// A cookie, because the provider redirects to one registered URL, which contains neither language nor page.
const NAME = 'return-url'
/** Longer than the API's limit for signing in at the provider. */
const MAX_AGE_S = 300
const OPTIONS = { path: SIGN_IN_PATH, maxAge: MAX_AGE_S, httpOnly: true, sameSite: 'lax' } as const

type CookieEvent = Pick<RequestEvent, 'cookies' | 'url'>

/** Stores the page to return to, with its language, before the browser leaves for the provider. */
export const setReturnUrl = ({ cookies, url }: CookieEvent): void =>
  cookies.set(NAME, href(redirectTarget(url)), OPTIONS)

/** The page to return to; without a cookie the day, in the language of the present page. */
export function returnUrlOf({ cookies, url }: CookieEvent): { language: Locale; page: string } {
  const stored = cookies.get(NAME)
  return {
    language: stored ? localeOfPath(stored) : locale(),
    page: staffPage(stored ?? '', url) ?? '/personal',
  }
}
