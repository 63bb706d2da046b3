import * as z from 'zod/mini'
import { MAX_EMAIL } from '../kernel/limits.ts'
import { problemCheck } from './field-problems.ts'
import { normalise, optional, required, type TextSchema, tooLong } from './text.ts'

/**
 * The canonical form of an address, for storing, comparing and sending: normalised, the domain in ASCII (IDNA 2008). Some
 * browsers convert domains with umlauts before they send a form, others do not.
 */
export function canonicalEmail(typed: string): string {
  const email = normalise(typed)
  const at = email.lastIndexOf('@') + 1
  const domain = email.slice(at)
  return at === 0 || /^\p{ASCII}*$/u.test(domain) ? email : email.slice(0, at) + asciiDomain(domain)
}

/** A domain that is not valid stays as it is, so that the address fails the check. */
function asciiDomain(domain: string): string {
  // The URL parser would drop a path or a port, and remove line breaks.
  if (/[\s/\\?#:@%[\]]/.test(domain)) return domain
  const url = `http://${domain}`
  return URL.canParse(url) ? new URL(url).hostname : domain
}

/** The canonical address by which staff sign in and limits count: mailboxes do not distinguish upper and lower case. */
export const mailboxOf = (typed: string): string => canonicalEmail(typed).toLowerCase()

const address = (canonical: (typed: string) => string): TextSchema =>
  z.string().check(
    z.overwrite(canonical),
    problemCheck((value) =>
      value === ''
        ? null
        : (tooLong(value, MAX_EMAIL) ?? (z.regexes.email.test(value) ? null : { code: 'EMAIL_INVALID' })),
    ),
  )

/** An e-mail address. */
export const email = required(address(canonicalEmail))

/** An e-mail address, or null. */
export const optionalEmail = optional(address(canonicalEmail))

/** The address by which a member of staff signs in. */
export const staffEmail = required(address(mailboxOf))
