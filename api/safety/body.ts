/**
 * Maximum length of a request body in bytes, as sent. The server refuses longer ones with 413 before reading them. The
 * longest legitimate body, the cancellation of 1,000 bookings, has 40 kB; a booking has 2 kB.
 */
export const MAX_BODY_BYTES = 100_000
