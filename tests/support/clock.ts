/**
 * The fixed instant for API tests: Tuesday, 9 June 2026, 9:30 in Merseburg. The sixty bookable days after it contain no
 * holiday, no clock change and no turn of the year.
 */
export const NOW = new Date('2026-06-09T07:30:00Z')

/**
 * Whether this run is at a later instant (npm run test:clock). Timeouts of PostgreSQL do not fire then: inside epoll_wait,
 * libfaketime gives the handler of SIGALRM the machine's time, by which the timeout seems not to be over yet. At an earlier
 * instant all of them fire at once with the first one.
 */
export const isClockAhead = Number.parseInt(process.env.FAKETIME ?? '0') > 0

/** The clock of API tests that set none of their own: it stands still. */
export const now = (): Date => NOW

/** A clock that starts at NOW and runs, for tests in which the product must notice by itself that time has passed. */
export function runningClock(): () => Date {
  const startedAt = performance.now()
  return () => new Date(NOW.getTime() + Math.floor(performance.now() - startedAt))
}

/** An instant so many days and minutes from now, as the API takes it. */
export const fromNow = ({ days = 0, minutes = 0 }: { days?: number; minutes?: number }): string =>
  new Date(now().getTime() + days * 86_400_000 + minutes * 60_000).toISOString()

/** Today in Merseburg, `2026-06-09`. */
export const today = (): string =>
  now().toTemporalInstant().toZonedDateTimeISO('Europe/Berlin').toPlainDate().toString()
