/**
 * The fixed instant for API tests: Tuesday, 9 June 2026, 9:30 in Merseburg. The sixty bookable days after it contain no
 * holiday, no clock change and no turn of the year.
 */
export const NOW = new Date('2026-06-09T07:30:00Z')

/**
 * The clock of API tests that set none of their own. Statements that call now() in PostgreSQL follow the machine's clock,
 * so that a fixed one needs each of them to get the product's time first; then this line becomes `() => NOW`.
 */
export const now = (): Date => new Date()

/** An instant so many days and minutes from now, as the API takes it. */
export const fromNow = ({ days = 0, minutes = 0 }: { days?: number; minutes?: number }): string =>
  new Date(now().getTime() + days * 86_400_000 + minutes * 60_000).toISOString()

/** Today in Merseburg, `2026-06-09`. */
export const today = (): string =>
  now().toTemporalInstant().toZonedDateTimeISO('Europe/Berlin').toPlainDate().toString()
