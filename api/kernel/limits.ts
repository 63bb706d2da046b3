/**
 * Limits of inputs and queries, used by the API, the schema's descriptions and the pages' forms. This file runs in
 * browsers, so it imports only a constant. Rate limits are in safety/limits.ts.
 */

// Defined in the availability core, which must not import the kernel.
export { MAX_ITEMS } from '../availability/limits.ts'

/** Days in a range of slots, bookings or desk hours: two months, more than the usual bookable horizon. */
export const MAX_RANGE_DAYS = 62

/** Days in a range of `officeSlots`; shorter, because it lists every five minutes. */
export const MAX_OFFICE_RANGE_DAYS = 31

/** Days in a range of statistics: a leap year. */
export const MAX_STATISTICS_DAYS = 366

/** Starts in an answer of `nextSlots` and `nextOfficeSlots`. */
export const MAX_NEXT_SLOTS = 50

/** Entries in a page of the audit, and in the history of a booking. */
export const MAX_AUDIT_ENTRIES = 200

/** Bookings in one bulk move, with their previews and proposals. Bounded, because one transaction locks their rows. */
export const MAX_MOVES = 200

/** Bookings in one bulk cancellation or change of the plan; more than the whole office has on a day. */
export const MAX_CANCELLATIONS = 1000

/** Characters of a person's name. */
export const MAX_NAME = 200

/** Characters of an e-mail address. RFC 5321 §4.5.3.1.3: a path has at most 256 octets, its angle brackets included. */
export const MAX_EMAIL = 254

/** Characters of a telephone number as typed. */
export const MAX_PHONE = 60

/** Characters of the number of an appointment as typed: eight digits with whatever people write between them. */
export const MAX_REFERENCE = 40

/** Characters of the id of a booking, a UUID. */
export const MAX_BOOKING_ID = 36

/** Characters of a remark, or of a reason for a move or a cancellation. */
export const MAX_REMARK = 1000

/** Characters of the remark on the citizens' page. Shorter than MAX_REMARK: it is kept in a cookie of 4096 bytes. */
export const MAX_REMARK_IN_COOKIE = 500

/** Characters of the reason of a closure. */
export const MAX_CLOSURE_REASON = 200

/** Characters of a feedback message. */
export const MAX_FEEDBACK = 2000

/** Characters of a password. NIST SP 800-63B, 3.1.1.2: a minimum length, no rules of composition. */
export const PASSWORD_LENGTH = { least: 12, most: 1000 } as const

/** Characters of a one-time password or a recovery code that count, blanks and dashes included. */
export const MAX_OTP = 100

/** Characters of the name of a passkey. */
export const MAX_PASSKEY_NAME = 60

/** Desks in one part of a change of the plan. */
export const MAX_DESKS = 500

/** Characters of a search text; the rest is ignored. */
export const MAX_SEARCH = 200
