import { citizenFormOf } from '@terminklick/api/inputs/contact'
import { check, type InputProblem, problemsOf } from '@terminklick/api/inputs/field-problems'
import { normalise } from '@terminklick/api/inputs/text'
import { MAX_REMARK_IN_COOKIE } from '@terminklick/api/limits'
import type { Details } from '../contact-details.ts'

// On the page's server, not in the browser: the numbering plan alone has 150 kB, and pages without JavaScript are
// checked alike.

/** What was typed, in canonical form. */
export function detailsFrom(form: FormData): Details {
  const text = (name: string) => normalise(String(form.get(name) ?? ''))
  return {
    name: text('name'),
    email: text('email'),
    phone: text('phone'),
    remark: text('remark'),
    consent: form.get('consent') === 'on',
  }
}

const citizenForm = citizenFormOf(MAX_REMARK_IN_COOKIE)

/** The problems that the API would find, known before the check page; paths as in the API's input. */
export function checkDetails(
  { remark, consent, ...contact }: Details,
  { phoneRequired, locale }: { phoneRequired: boolean; locale: string },
): InputProblem[] {
  return problemsOf(check(citizenForm(phoneRequired), { contact, locale, remark, consent }))
}
