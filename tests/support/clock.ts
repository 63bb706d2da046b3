/**
 * The fixed instant for API tests: Tuesday, 9 June 2026, 9:30 in Merseburg. The sixty bookable days after it contain no
 * holiday, no change of summer time and no new year.
 */
export const NOW = new Date('2026-06-09T07:30:00Z')

/**
 * Whether the clock of this run is ahead (npm run test:clock). Timeouts of PostgreSQL do not work then: inside epoll_wait
 * libfaketime gives the handler of SIGALRM the real time, which is before the end of the timeout. With a clock in the past all
 * timeouts end with the first one.
 */
export const isClockAhead = Number.parseInt(process.env.FAKETIME ?? '0') > 0

/** The fixed clock that API tests use by default. */
export const now = (): Date => NOW

/** A clock that starts at NOW and runs, for tests of timers in the product. */
export function runningClock(): () => Date {
  const startedAt = performance.now()
  return () => new Date(NOW.getTime() + Math.floor(performance.now() - startedAt))
}

/** The instant `days` and `minutes` from now, in the format of the API. */
export const fromNow = ({ days = 0, minutes = 0 }: { days?: number; minutes?: number }): string =>
  new Date(now().getTime() + days * 86_400_000 + minutes * 60_000).toISOString()

/** The current day in Merseburg, `2026-06-09`. */
export const today = (): string =>
  now().toTemporalInstant().toZonedDateTimeISO('Europe/Berlin').toPlainDate().toString()
