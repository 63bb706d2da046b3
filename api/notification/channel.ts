import type { ClaimedMessage } from './message.ts'

/** A way on which messages go out. Each has workers of its own: one that is blocked holds up no other. */
export interface Channel {
  /** Which rows of the outbox are its own: those for a device go by push, all others by mail. */
  name: 'mail' | 'push'
  /**
   * Resolves when the other side has taken the message: true; false when there is no need to send it, or nobody to send
   * it to. Rejects with an error for `failureOf`.
   */
  send(message: ClaimedMessage, now: Temporal.Instant, signal?: AbortSignal): Promise<boolean>
}
