import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import * as z from 'zod/mini'
import { MAX_PHONE } from '../kernel/limits.ts'
import { coded, problemCheck } from './field-problems.ts'
import { normalise, orEmpty } from './text.ts'

/**
 * A number with an area or country code: it begins with `0`, `(0`, `+` or `00`. A local number without one (445300)
 * would be completed to 0445300, which belongs to another town.
 */
const WITH_AREA_CODE = /^\(?[+0]/

/** The number as E.164; null when the numbering plan has no such number. A number without a country code is German. */
export function canonicalPhone(typed: string): string | null {
  if (typed.length > MAX_PHONE || /[\p{Cc}\u2028\u2029]/u.test(typed) || !WITH_AREA_CODE.test(typed))
    return null
  const number = parsePhoneNumberFromString(typed, 'DE')
  return number?.isValid() ? number.number : null
}

const typedPhone = z.string().check(z.overwrite(normalise))

const toE164 = z.transform<string, string | null>((typed, { issues }) => {
  if (typed === '') return null
  const number = canonicalPhone(typed)
  if (number === null) issues.push({ code: 'custom', input: typed, ...coded('PHONE_INVALID') })
  return number
})

/** A telephone number as E.164, or null. */
export const optionalPhone = z.pipe(orEmpty, z.pipe(typedPhone, toE164))

/** A telephone number as E.164, where the office calls the citizen. */
export const requiredPhone = z.pipe(
  orEmpty,
  z.pipe(
    typedPhone.check(problemCheck((typed) => (typed === '' ? { code: 'PHONE_REQUIRED' } : null))),
    toE164,
  ),
)
