import type { App } from '../../app/app.ts'
import type { OwnSession, SignedInStaff } from '../../identity/session.ts'

/** Context of an operation, passed to every resolver. */
export interface Context {
  app: App
  request: Request
  /** Address of the caller, for rate limits only; never stored. */
  clientAddress: string
  /** The time of this operation. */
  now: Date
  /** Member of staff of the session cookie; null without a session or without the required second factor. Cached. */
  staff(): Promise<SignedInStaff | null>
  /** The session of the cookie, also without the required second factor. */
  session(): Promise<OwnSession | null>
  /** Headers for the response, e.g. Set-Cookie. */
  responseHeaders: Headers
}
