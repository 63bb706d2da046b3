import type { RequestEvent } from '@sveltejs/kit'
import { href, locale, localeOfPath, type Locale } from '#lib/i18n/i18n.ts'
import { pageOfOffice, wayOn } from './sign-in-redirect.ts'

// The provider knows one address to send people back to, in no language and for no page.
const NAME = 'way-on'
const OPTIONS = { path: '/personal/anmelden', maxAge: 300, httpOnly: true, sameSite: 'lax' } as const

type Leaving = Pick<RequestEvent, 'cookies' | 'url'>

/** Keeps, for as long as signing in at the provider may take, where somebody wants to go, in their language. */
export const rememberWay = ({ cookies, url }: Leaving): void => cookies.set(NAME, href(wayOn(url)), OPTIONS)

/** Where somebody who has set out from here wants to go; to today in the language of the page, without a memory. */
export function rememberedWay({ cookies, url }: Leaving): { language: Locale; page: string } {
  const way = cookies.get(NAME)
  return {
    language: way ? localeOfPath(way) : locale(),
    page: pageOfOffice(way ?? '', url) ?? '/personal',
  }
}
