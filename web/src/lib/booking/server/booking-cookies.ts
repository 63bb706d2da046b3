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
interface Remembering {
  cookies: Cookies
  locals: App.Locals
}

export const heldOf = (event: Remembering): Held | null => read<Held>(event, HELD)
export const rememberHeld = (event: Remembering, held: Held): void => write(event, HELD, held, 2 * HOUR)

export const forgetHeld = (event: Remembering): void => clear(event, HELD)

export const detailsOf = (event: Remembering): Partial<Details> =>
  read<Partial<Details>>(event, DETAILS) ?? {}
export const rememberDetails = (event: Remembering, details: Details): void =>
  write(event, DETAILS, details, HOUR)
export const forgetDetails = (event: Remembering): void => clear(event, DETAILS)

function read<T>({ cookies }: Remembering, name: string): T | null {
  try {
    const text = cookies.get(name)
    return text ? (JSON.parse(Buffer.from(text, 'base64url').toString()) as T) : null
  } catch {
    return null // Somebody else's cookie of that name, or a cut one.
  }
}

function write(event: Remembering, name: string, value: object, maxAge: number): void {
  const text = Buffer.from(JSON.stringify(value)).toString('base64url')
  for (const path of paths()) event.cookies.set(name, text, { ...options(event), path, maxAge })
}

function clear(event: Remembering, name: string): void {
  for (const path of paths()) event.cookies.delete(name, { ...options(event), path })
}

const options = ({ locals }: Remembering) => ({
  httpOnly: true,
  sameSite: 'lax' as const,
  secure: locals.origin.startsWith('https:'),
})

/** Only the pages of a booking get the cookies; in every language, so that it can be changed on the way. */
const paths = (): string[] => locales.map((locale) => pathIn(locale, '/termin'))
