import type { InputProblem } from '@terminklick/api/inputs/field-problems'
import { m } from './i18n.ts'

type Words = (max: number) => string

/** Words for a code, and for a code at one field where that field has words of its own. */
const WORDS: Partial<Record<InputProblem['code'] | `${string} ${InputProblem['code']}`, Words>> = {
  'name REQUIRED': () => m.error_name_missing(),
  'name TOO_LONG': (max) => m.error_name_long({ max }),
  'email REQUIRED': () => m.error_email_missing(),
  'email TOO_LONG': () => m.error_email_wrong(),
  'reference REQUIRED': () => m.open_reference_missing(),
  'reason REQUIRED': () => m.staff_error_reason(),
  'passkeyName REQUIRED': () => m.staff_passkey_nameless(),
  TOO_LONG: (max) => m.error_remark_long({ max }),
  CONTROL_CHARACTERS: () => m.error_controls(),
  EMAIL_INVALID: () => m.error_email_wrong(),
  PHONE_REQUIRED: () => m.error_phone_missing(),
  PHONE_COSTLY: () => m.error_phone_costly(),
  PHONE_INVALID: () => m.error_phone_wrong(),
  CONSENT_REQUIRED: () => m.error_consent_missing(),
  REFERENCE_INVALID: () => m.error_reference_wrong(),
}

/** The name of the field that a problem is about: `contact.email` → `email`. */
export const fieldName = (field: string): string => field.split('.').at(-1)!

/** What a page says about a problem that a shared check of an input found. */
export function fieldMessage({ field, code, limit }: InputProblem): string {
  const words = WORDS[`${fieldName(field)} ${code}`] ?? WORDS[code]
  return words?.(limit ?? 0) ?? m.error_input_wrong()
}
