import type { ClaimedMessage } from './message.ts'

/** A channel of delivery. Each has its own workers, so that a blocked one does not delay the other. */
export interface Channel {
  /** Messages for a device go by push, all others by mail. */
  name: 'mail' | 'push'
  /**
   * Resolves with true when the mail server or push service has accepted the message, with false when the message is no
   * longer relevant or has no recipient. Rejects with an error for `failureOf`.
   */
  send(message: ClaimedMessage, now: Date, signal?: AbortSignal): Promise<boolean>
}
