import type { ChallengeRequired, LimitReached } from '../../kernel/outcome.ts'
import type { Context } from './context.ts'
import { requireChallenge, useSolution } from '../../safety/challenge.ts'
import type { Counted } from '../../safety/count.ts'
import { countsOf, LIMITS } from '../../safety/limits.ts'
import { subnetOf } from '../../safety/address.ts'

/** What of a booking's input the guard looks at. */
export interface GuardedInput {
  challenge?: string | null
  idempotencyKey?: string | null
  contact?: { email: string }
}

/**
 * Whether somebody has booked so much that a proof of work is due, or that it is enough for now; null lets them pass.
 * To be asked before the command. The same request, sent again with its idempotency key, counts once and passes again.
 */
export function guardBooking(
  context: Context,
  operation: 'confirmBooking' | 'rescheduleBooking',
  input: GuardedInput,
): Promise<LimitReached | null>
export function guardBooking(
  context: Context,
  operation: 'holdSlot' | 'book',
  input: GuardedInput,
): Promise<LimitReached | ChallengeRequired | null>
export async function guardBooking(
  context: Context,
  operation: 'holdSlot' | 'confirmBooking' | 'book' | 'rescheduleBooking',
  input: GuardedInput,
): Promise<LimitReached | ChallengeRequired | null> {
  const { app, now } = context
  const counts = countsOf(app)
  const client = subnetOf(context.clientAddress)
  const request = input.idempotencyKey == null ? null : `${operation}\n${input.idempotencyKey}`

  if (app.config.rateLimits && input.contact) {
    const mailbox = await counts.mailbox.add(input.contact.email.trim().toLowerCase(), { request })
    if (mailbox.nth > LIMITS.mailbox.most) return limitReached(mailbox, now)
  }
  if (operation === 'confirmBooking') {
    const confirmed = await counts.confirmed.add(client, { request })
    return app.config.rateLimits && confirmed.nth > LIMITS.confirmed.most
      ? limitReached(confirmed, now)
      : null
  }
  const taken = await counts.taken.add(client, { request })
  if (app.config.rateLimits && taken.nth > LIMITS.taken.most) return limitReached(taken, now)
  // Who moves a booking holds its link, and has no more times than before.
  if (!app.config.bookingChallenge || operation === 'rescheduleBooking' || taken.nth <= LIMITS.taken.free)
    return null
  const solved = input.challenge != null && (await useSolution(app, input.challenge, request, now))
  return solved ? null : requireChallenge(app, now)
}

/**
 * Whether a lost link was asked for too often; null lets the wish pass. Counts what was typed, not what was found, so
 * that the limit doesn't tell either.
 */
export async function guardLink(
  context: Context,
  { reference, email }: { reference: string; email: string },
): Promise<LimitReached | null> {
  const { app, now } = context
  if (!app.config.rateLimits) return null
  const counts = countsOf(app)
  const byAddress = await counts.linkByAddress.add(subnetOf(context.clientAddress))
  if (byAddress.nth > LIMITS.linkByAddress.most) return limitReached(byAddress, now)
  const digits = reference.replace(/\D/g, '')
  const byBooking = await counts.linkByBooking.add(`${digits}\n${email.trim().toLowerCase()}`)
  return byBooking.nth > LIMITS.linkByBooking.most ? limitReached(byBooking, now) : null
}

/**
 * Whether an address or an account has seen too many attempts to sign in; null lets it pass.
 * @param email null: nobody is named
 */
export async function guardSignIn(context: Context, email: string | null): Promise<LimitReached | null> {
  const { app, now } = context
  if (!app.config.rateLimits) return null
  const counts = countsOf(app)
  const byAddress = await counts.signInByAddress.add(subnetOf(context.clientAddress))
  if (byAddress.nth > LIMITS.signInByAddress.most) return limitReached(byAddress, now)
  if (email === null) return null
  const byAccount = await counts.signInByAccount.add(email.trim().toLowerCase())
  return byAccount.nth > LIMITS.signInByAccount.most ? limitReached(byAccount, now) : null
}

/** Whether too many links for a new password were asked for, by an address or for an account that may not exist; null lets it pass. */
export async function guardPasswordLink(context: Context, email: string): Promise<LimitReached | null> {
  const { app, now } = context
  if (!app.config.rateLimits) return null
  const counts = countsOf(app)
  const byAddress = await counts.signInByAddress.add(subnetOf(context.clientAddress))
  if (byAddress.nth > LIMITS.signInByAddress.most) return limitReached(byAddress, now)
  const byAccount = await counts.passwordLink.add(email.trim().toLowerCase())
  return byAccount.nth > LIMITS.passwordLink.most ? limitReached(byAccount, now) : null
}

/** Whether the office has been written to too often, by this address or by all; null lets it pass. */
export async function guardFeedback(context: Context): Promise<LimitReached | null> {
  const { app, now } = context
  if (!app.config.rateLimits) return null
  const counts = countsOf(app)
  const byAddress = await counts.feedback.add(subnetOf(context.clientAddress))
  if (byAddress.nth > LIMITS.feedback.most) return limitReached(byAddress, now)
  const inAll = await counts.feedbackInAll.add('')
  return inAll.nth > LIMITS.feedbackInAll.most ? limitReached(inAll, now) : null
}

const limitReached = ({ endsInMs }: Counted, now: Date): LimitReached => ({
  type: 'LimitReachedError',
  retryAt: new Date(now.getTime() + endsInMs),
})
