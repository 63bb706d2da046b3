import type { App } from '../app.ts'
import { Count } from './count.ts'

/**
 * Rate limits. The town hall gives about 500 appointments a day. Even if half the town shared one address (a library, a
 * mobile network, a website that books for its visitors), that is a dozen bookings in ten minutes.
 */
export const LIMITS = {
  /** Times taken (held, booked, moved to) by one address in 10 minutes. */
  taken: {
    minutes: 10,
    /** A family that books for five and changes its mind twice. Above this number a proof of work is required. */
    free: 12,
    /** Five times the bookings of the whole town. Requests that were answered with a challenge count as well. */
    most: 60,
  },
  /** Confirmations by one address in 10 minutes: each needs a hold, and people make typing errors. */
  confirmed: { minutes: 10, most: 100 },
  /**
   * Bookings for one mailbox in a day: enough for a secretary who books for the residents of a care home, too few to
   * flood a mailbox.
   */
  mailbox: { minutes: 24 * 60, most: 30 },
  /** Requests for a lost link by one address in 15 minutes: enough for a help desk that asks for others. */
  linkByAddress: { minutes: 15, most: 20 },
  /** The same for one booking in an hour, against flooding a known mailbox. */
  linkByBooking: { minutes: 60, most: 5 },
  /** Sign-in attempts by one address in 15 minutes: all staff may sign in behind one address at eight o'clock. */
  signInByAddress: { minutes: 15, most: 100 },
  /** Sign-in attempts for one account from any address: 2,000 guesses a day do not find a dozen random characters. */
  signInByAccount: { minutes: 15, most: 20 },
  /** Requests for a new password for one account in an hour, against flooding its mailbox and voiding its links. */
  passwordLink: { minutes: 60, most: 5 },
  /** Feedback messages by one address in an hour: enough for a tester who reports each barrier separately. */
  feedback: { minutes: 60, most: 10 },
  /** Feedback messages by all addresses in an hour: the office reads each of them. */
  feedbackInAll: { minutes: 60, most: 100 },
  /**
   * GraphQL operations (root fields) by one address in a minute: a page needs one to three, a phone that looks
   * through a month twenty, and behind a shared address there are dozens of them.
   */
  operations: { minutes: 1, most: 1_200 },
} as const

type Counts = Record<keyof typeof LIMITS, Count>

const counts = new WeakMap<App, Counts>()

/** The counters of this process. */
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
