import * as z from 'zod/mini'
import { MAX_EMAIL } from '../kernel/limits.ts'
import { problemCheck } from './field-problems.ts'
import { normaliseVisible, optional, required, type TextSchema, tooLong } from './text.ts'

/**
 * The canonical form of an address, for storing, comparing and sending: normalised, without text pasted around it, the
 * domain in ASCII (IDNA 2008). Some browsers convert domains with umlauts before they send a form, others do not.
 */
export function canonicalEmail(typed: string): string {
  const email = bareAddress(typed)
  const at = email.lastIndexOf('@') + 1
  const domain = email.slice(at)
  return at === 0 || /^\p{ASCII}*$/u.test(domain) ? email : email.slice(0, at) + asciiDomain(domain)
}

/** Removes text that is often pasted with an address: a name and angle brackets, `mailto:`, the full stop of its sentence. */
function bareAddress(pasted: string): string {
  const text = normaliseVisible(pasted)
  const inBrackets = /<([^<>]*)>$/.exec(text)?.[1] ?? text
  const bare = inBrackets.replace(/^mailto:/i, '').replace(/[.,;。．｡]+$/, '')
  return bare === pasted ? bare : bareAddress(bare)
}

/**
 * A part of the local part, between dots: `atext` of RFC 5322, 3.2.3. Quoted local parts and those beyond ASCII are
 * refused, because few servers deliver them.
 */
const ATOM = "[a-z0-9!#$%&'*+/=?^_`{|}~-]+"
const LABEL = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?'
/** Top-level domains have letters only, or are international ones in ASCII (`xn--e1afmkfd`). */
const ADDRESS = new RegExp(`^${ATOM}(?:\\.${ATOM})*@(?:${LABEL}\\.)+(?:[a-z]{2,}|xn--${LABEL})$`, 'i')

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
        : (tooLong(value, MAX_EMAIL) ?? (ADDRESS.test(value) ? null : { code: 'EMAIL_INVALID' })),
    ),
  )

/** An e-mail address. */
export const email = required(address(canonicalEmail))

/** An e-mail address, or null. */
export const optionalEmail = optional(address(canonicalEmail))

/** The address by which a member of staff signs in. */
export const staffEmail = required(address(mailboxOf))
