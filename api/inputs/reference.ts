import * as z from 'zod/mini'
import { MAX_REFERENCE } from '../kernel/limits.ts'
import { email } from './email.ts'
import { coded } from './field-problems.ts'
import { foldDigits, normaliseVisible, required, type TextSchema } from './text.ts'

/** The canonical form of a typed reference: eight digits of any script, with any separators; null for everything else. */
export function canonicalReference(typed: string): string | null {
  const text = foldDigits(normaliseVisible(typed))
  const digits = text.length > MAX_REFERENCE ? '' : text.replace(/[\s.\-–—/]/g, '')
  return /^\d{8}$/.test(digits) ? `${digits.slice(0, 4)}-${digits.slice(4)}` : null
}

const reference: TextSchema = z.pipe(
  z.string().check(z.overwrite(normaliseVisible)),
  z.transform((typed, { issues }) => {
    if (typed === '') return typed
    const canonical = canonicalReference(typed)
    if (canonical === null) issues.push({ code: 'custom', input: typed, ...coded('REFERENCE_INVALID') })
    return canonical ?? typed
  }),
)

/** The number of an appointment, as in mails: `1234-5678`; and the address that it was booked with. */
export const linkRequest = z.object({ reference: required(reference), email, locale: z.string() })
