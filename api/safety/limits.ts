import type { App } from '../app/app.ts'
import { Count } from './count.ts'

/**
 * Rate limits. The town hall has about 500 appointments a day. Even if half the town shared one address (a library, a
 * mobile network, a website that books for its users), that would be a dozen bookings in ten minutes.
 */
export const LIMITS = {
  /** Reservations (holds, bookings, moves) by one address in 10 minutes. */
  reserved: {
    minutes: 10,
    /** Above this number a proof of work is required. Enough for a family of five that changes its bookings twice. */
    withoutProof: 12,
    /** Five times the bookings of the whole town. Requests that were answered with a challenge count as well. */
    max: 60,
  },
  /** Confirmations by one address in 10 minutes. More than reservations, because a form with errors is sent again. */
  confirmed: { minutes: 10, max: 100 },
  /**
   * Bookings for one mailbox in a day: enough for a secretary who books for the residents of a care home, too few to
   * flood a mailbox.
   */
  mailbox: { minutes: 24 * 60, max: 30 },
  /** Requests for a lost link by one address in 15 minutes: enough for a help desk that asks for others. */
  linkByAddress: { minutes: 15, max: 20 },
  /** Requests for a lost link of one booking in an hour, against flooding its mailbox. */
  linkByBooking: { minutes: 60, max: 5 },
  /** Sign-in attempts by one address in 15 minutes: all staff may sign in behind one address at eight o'clock. */
  signInByAddress: { minutes: 15, max: 100 },
  /** Sign-in attempts for one account from any address: 2,000 guesses a day do not find a dozen random characters. */
  signInByAccount: { minutes: 15, max: 20 },
  /** Requests for a new password for one account in an hour, against flooding its mailbox and voiding its links. */
  passwordLink: { minutes: 60, max: 5 },
  /** Feedback messages by one address in an hour: enough for a tester who reports each barrier separately. */
  feedback: { minutes: 60, max: 10 },
  /** Feedback messages by all addresses in an hour: the office reads each of them. */
  feedbackInAll: { minutes: 60, max: 100 },
  /**
   * GraphQL operations (root fields) by one address in a minute: a page needs one to three, browsing a month of times
   * twenty, and dozens of people may share an address.
   */
  operations: { minutes: 1, max: 1_200 },
} as const

type Counts = Record<keyof typeof LIMITS, Count>

const counts = new WeakMap<App, Counts>()

/** The counters of all limits in this process. */
export function countsOf(app: App): Counts {
  let own = counts.get(app)
  if (!own) {
    own = Object.fromEntries(
      Object.entries(LIMITS).map(([name, { minutes }]) => [name, new Count(minutes)]),
    ) as Counts
    counts.set(app, own)
  }
  return own
}
