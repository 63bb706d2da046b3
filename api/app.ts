import type { Logger } from 'pino'
import type { Config } from './kernel/config.ts'
import type { Database } from './kernel/db.ts'
import type { Horizon } from './live/horizon.ts'

/** What every command receives: created once at start, closed at the end. */
export interface App {
  config: Config
  /** Key for deriving manage tokens, ≥ 32 bytes; never in the database. */
  secretKey: Uint8Array
  db: Database
  horizon: Horizon
  log: Logger
  /** The clock. Code below the resolvers gets the time as an argument. */
  now(): Date
  /** Messages were committed: the worker looks for them now. */
  wakeWorker(): void
}
