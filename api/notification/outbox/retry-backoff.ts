import type { FailureKind } from '../send-failure.ts'

/** Maximum age of a message for another attempt; the usual time of mail servers (RFC 5321, 4.5.4.1). */
export const GIVE_UP_AFTER_MS = 96 * 3_600_000

const seconds = { first: 10, longestDeferred: 4 * 60 * 60, longestUnreachable: 5 * 60 }

/**
 * Delay before the next attempt, after `attempts` failures: 10 s, 30 s, 90 s and so on; at most five minutes for an
 * unreachable server, because all messages wait for it, and four hours for a deferred message (greylisting, full
 * mailbox). `random` in [0, 1) adds a jitter of 20 %, so that messages of one outage are not all retried at once.
 */
export function retryDelayMs(kind: FailureKind, attempts: number, random: number): number {
  const longest = kind === 'unreachable' ? seconds.longestUnreachable : seconds.longestDeferred
  const growing = Math.min(seconds.first * 3 ** Math.min(attempts - 1, 20), longest)
  return Math.round(growing * 1000 * (0.8 + 0.4 * random))
}
