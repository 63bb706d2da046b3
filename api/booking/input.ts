import { domainToASCII } from 'node:url'
import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { z } from 'zod'
import type { FieldCode } from '../kernel/messages.ts'
import type { VisitItem } from '../availability/model.ts'
import { itemProblems } from '../availability/visit.ts'
import type { Plan } from '../live/plan.ts'
import type { FieldProblem } from '../kernel/outcome.ts'

/** The contact of a booking, checked and in canonical form. */
export interface ContactDetails {
  name: string
  /** Null: no address, so no mails. */
  email: string | null
  /** E.164 */
  phone: string | null
}

export interface ConfirmationInput extends PersonInput {
  contact: { name: string; email: string; phone?: string | null }
  consent: boolean
}

export interface Confirmation {
  contact: ContactDetails
  locale: string
  remark: string | null
}

const MAX_NAME = 200
// RFC 5321 §4.5.3.1.3: a path has at most 256 octets, its angle brackets included.
const MAX_EMAIL = 254
const MAX_REMARK = 1000

/** C0 and C1 control characters and the separators that act like line breaks; not the marks of right-to-left text. */
const CONTROL = /[\p{Cc}\u2028\u2029]/u
/** A remark may have several lines. */
const CONTROL_BUT_LINES = /[^\P{Cc}\n]|[\u2028\u2029]/u

/**
 * A number with an area or country code: it begins with `0`, `(0`, `+` or `00`. A local number without one (445300)
 * would be completed to 0445300, which belongs to another town.
 */
const WITH_AREA_CODE = /^\(?[+0]/

/** Checks the form of a citizen; returns all problems together. */
export function checkConfirmation(
  input: ConfirmationInput,
  phoneRequired: boolean,
): { value: Confirmation } | { problems: FieldProblem[] } {
  const email = canonicalEmail(input.contact.email)
  const checked = checkPerson(input, email, phoneRequired)
  const problems = [
    ...('problems' in checked ? checked.problems : []),
    ...(email ? [] : [{ field: 'contact.email', code: 'REQUIRED' as const }]),
    ...(input.consent ? [] : [{ field: 'consent', code: 'CONSENT_REQUIRED' as const }]),
  ]
  return 'problems' in checked || problems.length > 0 ? { problems } : checked
}

/** As `checkConfirmation`, for a form that a clerk fills in: the e-mail address is optional, consent is not asked. */
export function checkOnBehalf(
  input: PersonInput,
  phoneRequired: boolean,
): { value: Confirmation } | { problems: FieldProblem[] } {
  return checkPerson(input, canonicalEmail(input.contact.email ?? ''), phoneRequired)
}

export interface PersonInput {
  contact: { name: string; email?: string | null; phone?: string | null }
  locale: string
  remark?: string | null
}

function checkPerson(
  input: PersonInput,
  email: string,
  phoneRequired: boolean,
): { value: Confirmation } | { problems: FieldProblem[] } {
  const problems: FieldProblem[] = []
  const problem = (field: string, code: FieldCode, limit?: number) => problems.push({ field, code, limit })

  const name = input.contact.name.trim().normalize('NFC')
  if (!name) problem('contact.name', 'REQUIRED')
  else if ([...name].length > MAX_NAME) problem('contact.name', 'TOO_LONG', MAX_NAME)
  else if (CONTROL.test(name)) problem('contact.name', 'CONTROL_CHARACTERS')

  if (email) problems.push(...emailProblem(email, 'contact.email'))

  const typed = input.contact.phone?.trim() ?? ''
  // A number without a country code is German.
  const phone =
    typed.length <= 60 && !CONTROL.test(typed) && WITH_AREA_CODE.test(typed)
      ? parsePhoneNumberFromString(typed, 'DE')
      : undefined
  if (!typed && phoneRequired) problem('contact.phone', 'PHONE_REQUIRED')
  else if (typed && !phone?.isValid()) problem('contact.phone', 'PHONE_INVALID')

  const remark = checkRemark(input.remark ?? '')
  if ('problems' in remark) problems.push(...remark.problems)

  if (problems.length > 0) return { problems }
  const contact = { name, email: email || null, phone: typed ? (phone?.number ?? null) : null }
  return { value: { contact, locale: input.locale, remark: 'value' in remark ? remark.value : null } }
}

/** Checks a remark: at most 1000 characters, several lines allowed; an empty one becomes null. */
export function checkRemark(remark: string): { value: string | null } | { problems: FieldProblem[] } {
  const value = remark.replace(/\r\n?/g, '\n').replace(/\t/g, ' ').trim()
  if ([...value].length > MAX_REMARK)
    return { problems: [{ field: 'remark', code: 'TOO_LONG', limit: MAX_REMARK }] }
  if (CONTROL_BUT_LINES.test(value)) return { problems: [{ field: 'remark', code: 'CONTROL_CHARACTERS' }] }
  return { value: value || null }
}

/**
 * The canonical form of an address, for storing, comparing and sending: trimmed, the domain in ASCII (IDNA 2008). Some
 * browsers convert domains with umlauts before they send a form, others do not.
 */
export function canonicalEmail(typed: string): string {
  const email = typed.trim()
  const domain = email.slice(email.lastIndexOf('@') + 1)
  if (!email.includes('@') || /^\p{ASCII}*$/u.test(domain)) return email
  // `domainToASCII` returns an empty text for an invalid domain: the address stays as typed and fails the check.
  return email.slice(0, -domain.length) + (domainToASCII(domain) || domain)
}

/** Checks a canonical address; at most one problem. */
export function emailProblem(email: string, field: string): FieldProblem[] {
  if (!email) return [{ field, code: 'REQUIRED' }]
  if (email.length > MAX_EMAIL) return [{ field, code: 'TOO_LONG', limit: MAX_EMAIL }]
  return z.email().safeParse(email).success ? [] : [{ field, code: 'EMAIL_INVALID' }]
}

/** Checks the items of a visit against the services that are offered. */
export function checkItems(items: readonly VisitItem[], plan: Plan): FieldProblem[] {
  return itemProblems(items, plan.services).map(({ code, index, limit }) => {
    if (index === null) return { field: 'items', code, limit }
    const part = code === 'UNKNOWN_SERVICE' || code === 'SERVICE_TWICE' ? 'serviceId' : 'persons'
    return { field: `items.${index}.${part}`, code, limit }
  })
}

/** Whether the office calls the citizen. A desk serves visits on site or by telephone, so the first item decides. */
export const isByTelephone = (items: readonly VisitItem[], { services }: Pick<Plan, 'services'>): boolean =>
  services.get(items[0]!.serviceId)!.mode === 'TELEPHONE'

/** Checks the reason of a move or cancellation: 1 to 1000 characters, several lines allowed. */
export function checkReason(reason: string): { value: string } | { problems: FieldProblem[] } {
  const value = reason.replace(/\r\n?/g, '\n').replace(/\t/g, ' ').trim()
  if (!value) return { problems: [{ field: 'reason', code: 'REQUIRED' }] }
  if ([...value].length > MAX_REMARK)
    return { problems: [{ field: 'reason', code: 'TOO_LONG', limit: MAX_REMARK }] }
  if (CONTROL_BUT_LINES.test(value)) return { problems: [{ field: 'reason', code: 'CONTROL_CHARACTERS' }] }
  return { value }
}

/** Whether a text can be the id of a booking: a query with any other text fails. */
export const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
