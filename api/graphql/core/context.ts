import type { App } from '../../app.ts'
import type { OwnSession, SignedInStaff } from '../../identity/session.ts'

/** What a resolver gets with every operation. */
export interface Context {
  app: App
  request: Request
  /** Of the caller, for limits only; never stored. */
  clientAddress: string
  /** The time of this operation. */
  now: Date
  /** Who is signed in by the session cookie and may work; looked up once an operation, at the first question. */
  staff(): Promise<SignedInStaff | null>
  /** The same with those who still have to set up the second factor that this office asks for. */
  session(): Promise<OwnSession | null>
  /** Headers that the answer shall carry, e.g. Set-Cookie. */
  responseHeaders: Headers
}
