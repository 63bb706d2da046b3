import { domainToASCII } from 'node:url'
import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { z } from 'zod'
import type { FieldCode } from '../kernel/messages.ts'
import type { VisitItem } from '../availability/model.ts'
import { itemProblems } from '../availability/visit.ts'
import type { Plan } from '../live/plan.ts'
import type { FieldProblem } from '../kernel/outcome.ts'
import { MAX_EMAIL, MAX_NAME, MAX_PHONE, MAX_REMARK } from '../kernel/limits.ts'

/** Who comes, or who is called; checked and in canonical form. */
export interface ContactDetails {
  name: string
  /** Null: has none, and gets no mail. */
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

/** C0 and C1 control characters and the separators that act like line breaks; not the marks of right-to-left text. */
const CONTROL = /[\p{Cc}\u2028\u2029]/u
/** A remark may have lines. */
const CONTROL_BUT_LINES = /[^\P{Cc}\n]|[\u2028\u2029]/u

/**
 * A number that says its area, as `(0)`, `+` or `00` do. Without, 445300 of this town would be dialled as 0445300,
 * which is in another.
 */
const WITH_AREA_CODE = /^\(?[+0]/

/** Checks who comes and the rest of the form; every problem at once. */
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

/** As `checkConfirmation`, for somebody whose words a clerk types: who has no e-mail gets through as well. */
export function checkForSomeone(
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
  // Numbers without a country are German ones: the town hall is.
  const phone =
    typed.length <= MAX_PHONE && !CONTROL.test(typed) && WITH_AREA_CODE.test(typed)
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

/** What somebody may add in own words: at most 1000 characters, lines allowed; nothing is null. */
export function checkRemark(remark: string): { value: string | null } | { problems: FieldProblem[] } {
  const value = remark.replace(/\r\n?/g, '\n').replace(/\t/g, ' ').trim()
  if ([...value].length > MAX_REMARK)
    return { problems: [{ field: 'remark', code: 'TOO_LONG', limit: MAX_REMARK }] }
  if (CONTROL_BUT_LINES.test(value)) return { problems: [{ field: 'remark', code: 'CONTROL_CHARACTERS' }] }
  return { value: value || null }
}

/**
 * An address as it is kept, compared and mailed to: trimmed, a domain with umlauts in its ASCII form (IDNA 2008), which
 * some browsers send in place of what is typed and others don't.
 */
export function canonicalEmail(typed: string): string {
  const email = typed.trim()
  const domain = email.slice(email.lastIndexOf('@') + 1)
  if (!email.includes('@') || /^\p{ASCII}*$/u.test(domain)) return email
  // Empty for what can't be a domain: then the address stays as it is, and is refused.
  return email.slice(0, -domain.length) + (domainToASCII(domain) || domain)
}

/** What is wrong with an address, already canonical; nothing or one problem. */
export function emailProblem(email: string, field: string): FieldProblem[] {
  if (!email) return [{ field, code: 'REQUIRED' }]
  if (email.length > MAX_EMAIL) return [{ field, code: 'TOO_LONG', limit: MAX_EMAIL }]
  return z.email().safeParse(email).success ? [] : [{ field, code: 'EMAIL_INVALID' }]
}

/** Checks what is wanted, against the services that are offered. */
export function checkItems(items: readonly VisitItem[], plan: Plan): FieldProblem[] {
  return itemProblems(items, plan.services).map(({ code, index, limit }) => {
    if (index === null) return { field: 'items', code, limit }
    const part = code === 'UNKNOWN_SERVICE' || code === 'SERVICE_TWICE' ? 'serviceId' : 'persons'
    return { field: `items.${index}.${part}`, code, limit }
  })
}

/** Words that the office or a citizen says when cancelling: one to 1000 characters, lines allowed. */
export function checkReason(reason: string): { value: string } | { problems: FieldProblem[] } {
  const value = reason.replace(/\r\n?/g, '\n').replace(/\t/g, ' ').trim()
  if (!value) return { problems: [{ field: 'reason', code: 'REQUIRED' }] }
  if ([...value].length > MAX_REMARK)
    return { problems: [{ field: 'reason', code: 'TOO_LONG', limit: MAX_REMARK }] }
  if (CONTROL_BUT_LINES.test(value)) return { problems: [{ field: 'reason', code: 'CONTROL_CHARACTERS' }] }
  return { value }
}

/** Whether a text can be the id of a booking: the database refuses to look for any other. */
export const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
