import * as z from 'zod/mini'
import { MAX_REMARK } from '../kernel/limits.ts'
import { email, optionalEmail } from './email.ts'
import { problemCheck } from './field-problems.ts'
import { personName } from './name.ts'
import { optionalPhone, requiredPhone } from './phone.ts'
import { lines, optional } from './text.ts'

/** A remark for a visit: several lines allowed; an empty one becomes null. */
export const remarkOf = (max: number) => optional(lines(max))
export const remark = remarkOf(MAX_REMARK)

/** A form for visits on site and one for visits by telephone; made once, because zod compiles each object. */
function byTelephone<Schema>(formWith: (phone: typeof optionalPhone) => Schema) {
  const onSite = formWith(optionalPhone)
  const telephone = formWith(requiredPhone)
  /** @param phoneRequired whether the office calls the citizen */
  return (phoneRequired: boolean): Schema => (phoneRequired ? telephone : onSite)
}

/** The form of a citizen. @param maxRemark characters of the remark */
export const citizenFormOf = (maxRemark: number) =>
  byTelephone((phone) =>
    z.object({
      contact: z.object({ name: personName, email, phone }),
      locale: z.string(),
      remark: remarkOf(maxRemark),
      consent: z.boolean().check(problemCheck((given) => (given ? null : { code: 'CONSENT_REQUIRED' }))),
    }),
  )
export const citizenForm = citizenFormOf(MAX_REMARK)

/** The form that a clerk fills in for a citizen: the e-mail address is optional, consent is not asked. */
export const onBehalfForm = byTelephone((phone) =>
  z.object({
    contact: z.object({ name: personName, email: optionalEmail, phone }),
    locale: z.string(),
    remark,
  }),
)

export type CitizenInput = z.input<ReturnType<typeof citizenForm>>
export type OnBehalfInput = z.input<ReturnType<typeof onBehalfForm>>

/** A form of either kind, checked and in canonical form. Without an e-mail address there are no mails. */
export type Confirmation = z.output<ReturnType<typeof onBehalfForm>>
