// An unfinished booking is kept between its pages in two HttpOnly cookies, so that no URL contains it and every step
// is a page that can be reloaded, with or without JavaScript.

import type { Cookies } from '@sveltejs/kit'
import { locales, pathIn } from '#lib/i18n/locale.ts'
import type { VisitItem } from '../visit.ts'
import type { Details } from '../contact-details.ts'

/** The hold, or the booking just made from it, with its visit. */
export interface Held {
  token: string
  items: VisitItem[]
  startsAt: string
  /** The booking is confirmed; only the confirmation page remains. */
  done?: boolean
}

const HELD = 'terminklick-zeit'
const DETAILS = 'terminklick-angaben'
const HOUR = 3600

/** The required part of a request event. */
interface CookieEvent {
  cookies: Cookies
  locals: App.Locals
}

export const heldOf = (event: CookieEvent): Held | null => read<Held>(event, HELD)
export const rememberHeld = (event: CookieEvent, held: Held): void => write(event, HELD, held, 2 * HOUR)

export const forgetHeld = (event: CookieEvent): void => clear(event, HELD)

export const detailsOf = (event: CookieEvent): Partial<Details> =>
  read<Partial<Details>>(event, DETAILS) ?? {}
export const rememberDetails = (event: CookieEvent, details: Details): void =>
  write(event, DETAILS, details, HOUR)
export const forgetDetails = (event: CookieEvent): void => clear(event, DETAILS)

function read<T>({ cookies }: CookieEvent, name: string): T | null {
  try {
    const text = cookies.get(name)
    return text ? (JSON.parse(Buffer.from(text, 'base64url').toString()) as T) : null
  } catch {
    return null // A cookie of another application or version, or a truncated one.
  }
}

function write(event: CookieEvent, name: string, value: object, maxAge: number): void {
  const text = Buffer.from(JSON.stringify(value)).toString('base64url')
  for (const path of paths()) event.cookies.set(name, text, { ...options(event), path, maxAge })
}

function clear(event: CookieEvent, name: string): void {
  for (const path of paths()) event.cookies.delete(name, { ...options(event), path })
}

const options = ({ locals }: CookieEvent) => ({
  httpOnly: true,
  sameSite: 'lax' as const,
  secure: locals.origin.startsWith('https:'),
})

/** The cookies go to the pages of a booking only; in every language, so that the user can switch between them. */
const paths = (): string[] => locales.map((locale) => pathIn(locale, '/termin'))
