import { languageFiles } from './language-files.ts'

/** Reasons of refusals. Each belongs to one code of the schema. */
export type RefusalReason = keyof typeof CODES
/** Codes of problems of an input field. */
export type FieldCode =
  | 'REQUIRED'
  | 'TOO_LONG'
  | 'CONTROL_CHARACTERS'
  | 'EMAIL_INVALID'
  | 'REFERENCE_INVALID'
  | 'PHONE_REQUIRED'
  | 'PHONE_INVALID'
  | 'PHONE_COSTLY'
  | 'CONSENT_REQUIRED'
  | 'NO_ITEMS'
  | 'TOO_MANY_ITEMS'
  | 'UNKNOWN_SERVICE'
  | 'SERVICE_TWICE'
  | 'PERSONS_NOT_WHOLE'
  | 'TOO_FEW_PERSONS'
  | 'TOO_MANY_PERSONS'
  | 'KEY_INVALID'
  | 'TOO_MANY_BOOKINGS'
  | 'UNKNOWN_BOOKING'
  | 'PUSH_SERVICE_UNKNOWN'
  | 'PUSH_KEY_INVALID'
  | 'PASSWORD_SHORT'
  // Of an entry of the catalogue.
  | 'ENTRY_TOO_LONG'
  | 'NO_WHOLE_NUMBER'
  | 'TOO_SMALL'
  | 'TOO_LARGE'
  | 'TOO_MANY'
  | 'NO_SUCH_CHOICE'
  | 'LINK_INVALID'
  | 'ADDRESS_INVALID'
  | 'KEY_OF_SERVICE_INVALID'
  | 'LANGUAGE_UNKNOWN'
  | 'TWICE'
  | 'ALREADY_TAKEN'
  | 'UNKNOWN_ENTRY'
  | 'MODE_DIFFERS'
  | 'DESK_MODE_DIFFERS'
  | 'NO_DESK'
  | 'NOT_OPEN_SO_LONG'
  | 'RANGE_BACKWARDS'
  | 'LAST_TOPIC'
  | 'OTHER_DEPARTMENT'
  | 'ENTRY_INVALID'
  | 'EMAIL_TAKEN'
  | 'NO_ROLES'
  | 'NO_DEPARTMENT'
  | 'UNKNOWN_DEPARTMENT'
  | 'NOTHING_CHANGES'
  | 'UNKNOWN_DESK'
  | 'TOO_MANY_DESKS'
  | 'NOT_ALL_DESKS'
  | 'WEEKDAY_INVALID'
  | 'TIME_INVALID'
  | 'TIMES_BACKWARDS'
  | 'DAY_PAST'
  | 'DAYS_BACKWARDS'
  | 'UNKNOWN_OPENING'
  | 'UNKNOWN_CLOSURE'
  | 'CHOICE_MISSING'
  | 'CHOICE_IMPOSSIBLE'
export type RefusalCode = 'NOT_FOUND' | 'NOT_ALLOWED' | 'HOLD_EXPIRED' | 'KEY_REUSED' | 'VERSION_CONFLICT'
/** Codes of errors without a field. */
export type GeneralMessage =
  | 'SLOT_TAKEN'
  | 'INVALID_INPUT'
  | 'LIMIT_REACHED'
  | 'BUSY'
  | 'CHALLENGE_REQUIRED'
  | 'VERSION_CONFLICT'
  | 'ENTRY_CONFLICT'
  | 'PERSON_CONFLICT'
  | 'PLAN_OUTDATED'

/** The messages of the API in one language: a file in messages/, named after the language tag. */
export interface Messages {
  refusals: Record<RefusalReason, string>
  /** `{limit}` is replaced by the violated limit. */
  fields: Record<FieldCode, string>
  general: Record<GeneralMessage, string>
}

const CODES = {
  NOT_FOUND: 'NOT_FOUND',
  NOT_SIGNED_IN: 'NOT_ALLOWED',
  ROLE_MISSING: 'NOT_ALLOWED',
  NOT_ALLOWED: 'NOT_ALLOWED',
  WRONG_CREDENTIALS: 'NOT_ALLOWED',
  OTP_REQUIRED: 'NOT_ALLOWED',
  WRONG_OTP: 'NOT_ALLOWED',
  SECOND_FACTOR_MISSING: 'NOT_ALLOWED',
  SECOND_FACTOR_SET: 'NOT_ALLOWED',
  WRONG_PASSWORD: 'NOT_ALLOWED',
  ONLY_BY_PROVIDER: 'NOT_ALLOWED',
  NOBODY: 'NOT_FOUND',
  LAST_ADMIN: 'NOT_ALLOWED',
  NOT_YOURSELF: 'NOT_ALLOWED',
  STILL_ACTIVE: 'NOT_ALLOWED',
  LINK_INVALID: 'NOT_FOUND',
  PASSKEY_REFUSED: 'NOT_ALLOWED',
  PASSKEY_KNOWN: 'NOT_ALLOWED',
  NO_PROVIDER: 'NOT_ALLOWED',
  PROVIDER_UNREACHABLE: 'NOT_ALLOWED',
  PROVIDER_REFUSED: 'NOT_ALLOWED',
  PROVIDER_STRANGER: 'NOT_ALLOWED',
  PROVIDER_EMAIL: 'NOT_ALLOWED',
  ALREADY_CONFIRMED: 'NOT_ALLOWED',
  ALREADY_CANCELLED: 'NOT_ALLOWED',
  ALREADY_PAST: 'NOT_ALLOWED',
  NOT_YET: 'NOT_ALLOWED',
  NO_EMAIL: 'NOT_ALLOWED',
  NO_MORE_EXTENSIONS: 'NOT_ALLOWED',
  UNDO_IMPOSSIBLE: 'NOT_ALLOWED',
  HOLD_EXPIRED: 'HOLD_EXPIRED',
  KEY_REUSED: 'KEY_REUSED',
  BUSY: 'VERSION_CONFLICT',
  NO_SUCH_ENTRY: 'NOT_FOUND',
  NOTHING_TO_PUBLISH: 'NOT_ALLOWED',
  TOPIC_STILL_NEEDED: 'NOT_ALLOWED',
} as const satisfies Record<string, RefusalCode>

const messages = await languageFiles<Messages>(new URL('./messages/', import.meta.url))

/** The code of the schema for a reason. */
export const codeOf = (reason: RefusalReason): RefusalCode => CODES[reason]

export const refusalMessage = (reason: RefusalReason, locale: string): string =>
  messages.in(locale).refusals[reason]
export const generalMessage = (message: GeneralMessage, locale: string): string =>
  messages.in(locale).general[message]
export const fieldMessage = (code: FieldCode, limit: number | null | undefined, locale: string): string =>
  messages.in(locale).fields[code].replace('{limit}', String(limit ?? ''))
