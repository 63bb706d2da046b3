import { MAX_EMAIL, MAX_NAME, MAX_REMARK_IN_COOKIE } from '@terminklick/api/limits'
import { m } from '#lib/i18n/i18n.ts'

/** The contact details as typed. */
export interface Details {
  name: string
  email: string
  phone: string
  remark: string
  consent: boolean
}

export type DetailField = keyof Details
export type Problems = Partial<Record<DetailField, string>>

/** The fields in the order of the form. */
export const detailFields: readonly DetailField[] = ['name', 'email', 'phone', 'remark', 'consent']

export function detailsFrom(form: FormData): Details {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  return {
    name: text('name'),
    email: text('email'),
    phone: text('phone'),
    remark: text('remark').replace(/\r\n?/g, '\n'),
    consent: form.get('consent') === 'on',
  }
}

/**
 * Messages for missing or malformed fields. The API validates again and decides (it knows which phone numbers exist),
 * but an empty field is reported before the check page.
 */
export function problemsOf(details: Details, phoneRequired: boolean): Problems {
  const problems: Problems = {}
  if (!details.name) problems.name = m.error_name_missing()
  else if ([...details.name].length > MAX_NAME) problems.name = m.error_name_long({ max: MAX_NAME })

  if (!details.email) problems.email = m.error_email_missing()
  else if (details.email.length > MAX_EMAIL || !/^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(details.email)) {
    problems.email = m.error_email_wrong()
  }

  // The area code is required, because a number without it may belong to another town.
  if (phoneRequired && !details.phone) problems.phone = m.error_phone_missing()
  else if (details.phone && !/^\(?[+0][\d\s()/.-]{4,59}$/.test(details.phone))
    problems.phone = m.error_phone_wrong()

  if ([...details.remark].length > MAX_REMARK_IN_COOKIE)
    problems.remark = m.error_remark_long({ max: MAX_REMARK_IN_COOKIE })
  if (!details.consent) problems.consent = m.error_consent_missing()
  return problems
}

/** For an error summary: each message with its field. */
export const problemList = (problems: Problems): { target: DetailField; message: string }[] =>
  detailFields.flatMap((field) => (problems[field] ? [{ target: field, message: problems[field] }] : []))
