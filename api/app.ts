import type { Logger } from 'pino'
import type { Config } from './kernel/config.ts'
import type { Database } from './kernel/db.ts'
import type { Horizon } from './live/availability-cache.ts'

/** What one process of the product has at hand; made once at start, closed at the end. */
export interface App {
  config: Config
  /** Key of the manage tokens, ≥ 32 bytes; never in the database. */
  secretKey: Uint8Array
  db: Database
  horizon: Horizon
  log: Logger
  /** The clock. Everything below a resolver gets the time passed in. */
  now(): Date
  /** Messages were committed: the worker need not wait for its next look. */
  wakeWorker(): void
}
