// What a booking on its way keeps between its pages: two cookies that no script can read and no address
// contains. So every step is a plain page that can be loaded again, with or without JavaScript.

import type { Cookies } from '@sveltejs/kit'
import { locales, pathIn } from '#lib/i18n/locale.ts'
import type { VisitItem } from '../visit.ts'
import type { Details } from '../contact-details.ts'

/** The time that is held (or was just booked), and what it is for. */
export interface Held {
  token: string
  items: VisitItem[]
  startsAt: string
  /** The booking is made; only its last page is still open here. */
  done?: boolean
}

const HELD = 'terminklick-zeit'
const DETAILS = 'terminklick-angaben'
const HOUR = 3600

/** The part of a request event that this needs. */
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

/** Only the pages of a booking get the cookies; in every language, so that it can be changed on the way. */
const paths = (): string[] => locales.map((locale) => pathIn(locale, '/termin'))
