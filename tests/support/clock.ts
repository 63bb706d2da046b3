/**
 * The instant at which API tests run, unless a test sets its own: Tuesday, 9 June 2026, 9:30 in Merseburg. The week has
 * no holiday, and neither has the time for which appointments can be booked, no change of clocks, no end of a year.
 */
export const NOW = new Date('2026-06-09T07:30:00Z')
