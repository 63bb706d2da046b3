import { mailboxOf } from '../../inputs/email.ts'
import { canonicalReference } from '../../inputs/reference.ts'
import type { ChallengeRequired, LimitReached } from '../../kernel/outcome.ts'
import type { Context } from './context.ts'
import { requireChallenge, useSolution } from '../../safety/challenge.ts'
import type { Counted } from '../../safety/count.ts'
import { countsOf, LIMITS } from '../../safety/limits.ts'
import { subnetOf } from '../../safety/address.ts'
import { addMs } from '../../kernel/instant.ts'

/** Parts of an input that the rate limits of bookings use. */
export interface GuardedInput {
  challenge?: string | null
  idempotencyKey?: string | null
  contact?: { email: string }
}

/**
 * Rate limits of bookings, checked before the command: null, a required proof of work, or the limit that is reached.
 * A request that is repeated with its idempotency key counts once and passes again.
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
    const mailbox = await counts.mailbox.add(mailboxOf(input.contact.email), { request })
    if (mailbox.nth > LIMITS.mailbox.max) return limitReached(mailbox, now)
  }
  if (operation === 'confirmBooking') {
    const confirmed = await counts.confirmed.add(client, { request })
    return app.config.rateLimits && confirmed.nth > LIMITS.confirmed.max ? limitReached(confirmed, now) : null
  }
  const reserved = await counts.reserved.add(client, { request })
  if (app.config.rateLimits && reserved.nth > LIMITS.reserved.max) return limitReached(reserved, now)
  // A move needs the manage link and does not increase the number of reserved times.
  if (
    !app.config.bookingChallenge ||
    operation === 'rescheduleBooking' ||
    reserved.nth <= LIMITS.reserved.withoutProof
  )
    return null
  const solved = input.challenge != null && (await useSolution(app, input.challenge, request, now))
  return solved ? null : requireChallenge(app, now)
}

/**
 * Rate limit of requests for a lost link; null below it. Counts the typed reference and address, whether or not they
 * exist, so that the limit does not reveal it.
 */
export async function guardLink(
  context: Context,
  { reference, email }: { reference: string; email: string },
): Promise<LimitReached | null> {
  const { app, now } = context
  if (!app.config.rateLimits) return null
  const counts = countsOf(app)
  const byAddress = await counts.linkByAddress.add(subnetOf(context.clientAddress))
  if (byAddress.nth > LIMITS.linkByAddress.max) return limitReached(byAddress, now)
  // A text that is no number belongs to no booking.
  const byBooking = await counts.linkByBooking.add(`${canonicalReference(reference)}\n${mailboxOf(email)}`)
  return byBooking.nth > LIMITS.linkByBooking.max ? limitReached(byBooking, now) : null
}

/**
 * Rate limit of sign-in attempts by network address and by account; null below it.
 * @param email null if the attempt names no account
 */
export async function guardSignIn(context: Context, email: string | null): Promise<LimitReached | null> {
  const { app, now } = context
  if (!app.config.rateLimits) return null
  const counts = countsOf(app)
  const byAddress = await counts.signInByAddress.add(subnetOf(context.clientAddress))
  if (byAddress.nth > LIMITS.signInByAddress.max) return limitReached(byAddress, now)
  if (email === null) return null
  const byAccount = await counts.signInByAccount.add(mailboxOf(email))
  return byAccount.nth > LIMITS.signInByAccount.max ? limitReached(byAccount, now) : null
}

/** Rate limit of requests for a password link, by network address and by account, which may not exist; null below it. */
export async function guardPasswordLink(context: Context, email: string): Promise<LimitReached | null> {
  const { app, now } = context
  if (!app.config.rateLimits) return null
  const counts = countsOf(app)
  const byAddress = await counts.signInByAddress.add(subnetOf(context.clientAddress))
  if (byAddress.nth > LIMITS.signInByAddress.max) return limitReached(byAddress, now)
  const byAccount = await counts.passwordLink.add(mailboxOf(email))
  return byAccount.nth > LIMITS.passwordLink.max ? limitReached(byAccount, now) : null
}

/** Rate limit of feedback, by network address and in total; null below it. */
export async function guardFeedback(context: Context): Promise<LimitReached | null> {
  const { app, now } = context
  if (!app.config.rateLimits) return null
  const counts = countsOf(app)
  const byAddress = await counts.feedback.add(subnetOf(context.clientAddress))
  if (byAddress.nth > LIMITS.feedback.max) return limitReached(byAddress, now)
  const inAll = await counts.feedbackInAll.add('')
  return inAll.nth > LIMITS.feedbackInAll.max ? limitReached(inAll, now) : null
}

const limitReached = ({ endsInMs }: Counted, now: Date): LimitReached => ({
  type: 'LimitReachedError',
  retryAt: addMs(now, endsInMs),
})
