import type { FailureKind } from '../send-failure.ts'

/** After this much time a message that can't be delivered is given up, as mail servers do (RFC 5321, 4.5.4.1). */
export const giveUpAfter = Temporal.Duration.from({ hours: 96 })

const seconds = { first: 10, longestDeferred: 4 * 60 * 60, longestUnreachable: 5 * 60 }

/**
 * How long to wait before the next attempt, after the `attempts`-th (from 1) failed: 10 s, 30 s, 90 s, and so on. A
 * server that is away costs little to ask and everybody waits for it: at most five minutes. One that defers a message
 * (greylisting, a full mailbox) is asked up to every four hours. `random` in [0, 1) spreads them by a fifth each way,
 * so that a thousand messages of one outage don't come back in the same second.
 */
export function retryDelay(kind: FailureKind, attempts: number, random: number): Temporal.Duration {
  const longest = kind === 'unreachable' ? seconds.longestUnreachable : seconds.longestDeferred
  const growing = Math.min(seconds.first * 3 ** Math.min(attempts - 1, 20), longest)
  return Temporal.Duration.from({ milliseconds: Math.round(growing * 1000 * (0.8 + 0.4 * random)) })
}
