import type { App } from './app.ts'
import type { SignedInStaff } from './staff/session.ts'

/** What a resolver gets with every operation. */
export interface Context {
  app: App
  request: Request
  /** Of the caller, for limits only; never stored. */
  clientAddress: string
  /** The time of this operation. */
  now: Date
  /** Who is signed in by the session cookie; looked up once an operation, at the first question. */
  staff(): Promise<SignedInStaff | null>
  /** Headers that the answer shall carry, e.g. Set-Cookie. */
  responseHeaders: Headers
}
