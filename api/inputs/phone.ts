import { parsePhoneNumberFromString, type PhoneNumber } from 'libphonenumber-js/max'
import * as z from 'zod/mini'
import { MAX_PHONE } from '../kernel/limits.ts'
import { coded, problemCheck } from './field-problems.ts'
import { foldDigits, normaliseVisible, orEmpty } from './text.ts'

/**
 * A number with an area or country code: it begins with `0`, `(0`, `+` or `00`. A local number without one (445300)
 * would be completed to 0445300, which belongs to another town.
 */
const WITH_AREA_CODE = /^\(?[+0]/

type Parsed = { number: string } | { code: 'PHONE_INVALID' | 'PHONE_COSTLY' }

/** The number as E.164. A number without a country code is German. */
function parsePhone(typed: string): Parsed {
  const isText = typed.length <= MAX_PHONE && !/[\p{Cc}\u2028\u2029]/u.test(typed)
  const phone = isText && WITH_AREA_CODE.test(typed) ? parsePhoneNumberFromString(typed, 'DE') : undefined
  if (!phone?.isValid()) return { code: 'PHONE_INVALID' }
  return isCostly(phone) ? { code: 'PHONE_COSTLY' } : { number: phone.number }
}

/** Premium numbers and those of satellites (+870, +881 …): the office calls, and would pay euros a minute. */
const isCostly = (phone: PhoneNumber): boolean =>
  phone.isNonGeographic() || ['PREMIUM_RATE', 'SHARED_COST'].includes(phone.getType() ?? '')

const typedPhone = z.string().check(z.overwrite((typed) => foldDigits(normaliseVisible(typed))))

const toE164 = z.transform<string, string | null>((typed, { issues }) => {
  if (typed === '') return null
  const parsed = parsePhone(typed)
  if ('number' in parsed) return parsed.number
  issues.push({ code: 'custom', input: typed, ...coded(parsed.code) })
  return null
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
