import type { App } from '../app.ts'
import { Count } from './count.ts'

/**
 * How much is too much. The whole house gives about 500 appointments on a day, so even if half the town sat behind
 * one address (a library, a mobile network, a website that books for its visitors), ten minutes see a dozen bookings.
 */
export const LIMITS = {
  /** Times taken (held, booked, moved to) by one address in 10 minutes. */
  taken: {
    minutes: 10,
    /** A family that books for five and changes its mind twice; from here on a proof of work is asked for. */
    free: 12,
    /** Far beyond people: five times what all of the town books; those that were asked for a proof count as well. */
    most: 60,
  },
  /** Confirmations sent by one address in 10 minutes: each needs a hold, and some typing errors are human. */
  confirmed: { minutes: 10, most: 100 },
  /**
   * Bookings for one mailbox in a day: a secretary who books for the residents of a care home stays below; whoever
   * wants to flood a stranger's mailbox does not get far.
   */
  mailbox: { minutes: 24 * 60, most: 30 },
  /** Wishes for a lost link by one address in 15 minutes: a help desk that asks for others stays below. */
  linkByAddress: { minutes: 15, most: 20 },
  /** For one booking in an hour: whoever knows both its number and its mailbox can't flood that mailbox. */
  linkByBooking: { minutes: 60, most: 5 },
  /** Attempts to sign in by one address in 15 minutes: at eight o'clock the whole house signs in behind one. */
  signInByAddress: { minutes: 15, most: 100 },
  /** Attempts for one account from wherever: 2,000 guesses a day are nothing against a dozen random characters. */
  signInByAccount: { minutes: 15, most: 20 },
  /** Wishes for a new password for one account in an hour: nobody's mailbox is flooded, and links are not made void again and again. */
  passwordLink: { minutes: 60, most: 5 },
  /** Messages to the office by one address in an hour: a tester who reports each barrier by itself stays below. */
  feedback: { minutes: 60, most: 10 },
  /** Of all together: the office reads them one by one. */
  feedbackInAll: { minutes: 60, most: 100 },
  /**
   * GraphQL operations (root fields) by one address in a minute: a page needs one to three, a phone that looks
   * through a month twenty, and behind a shared address there are dozens of them.
   */
  operations: { minutes: 1, most: 1_200 },
} as const

type Counts = Record<keyof typeof LIMITS, Count>

const counts = new WeakMap<App, Counts>()

/** The counts of this process. */
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
