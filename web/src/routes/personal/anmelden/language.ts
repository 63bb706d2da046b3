import type { RequestEvent } from '@sveltejs/kit'
import { locale, locales, type Locale } from '#lib/i18n/index.ts'

// The provider knows one address to send people back to, in no language.
const NAME = 'way-language'
const OPTIONS = { path: '/personal/anmelden', maxAge: 300, httpOnly: true, sameSite: 'lax' } as const

type WithCookies = Pick<RequestEvent, 'cookies'>

export const rememberLanguage = ({ cookies }: WithCookies, language: Locale): void =>
  cookies.set(NAME, language, OPTIONS)

/** The language in which somebody has set out; that of the page without one. */
export function rememberedLanguage({ cookies }: WithCookies): Locale {
  const language = cookies.get(NAME)
  return locales.find((one) => one === language) ?? locale()
}
