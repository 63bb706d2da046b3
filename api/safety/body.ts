/**
 * The longest body of a request in bytes, as sent; the server refuses more with 413 before it is read. The longest that
 * is needed, the cancellation of 1,000 bookings, has 40 kB; a booking has 2.
 */
export const MAX_BODY_BYTES = 100_000
