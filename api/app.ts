import type { Logger } from 'pino'
import type { Config } from './kernel/config.ts'
import type { Database } from './kernel/db.ts'
import type { AvailabilityCache } from './live/availability-cache.ts'
import type { ChangeEvents } from './live/change-events.ts'
import type { ChangeFeed } from './live/feed.ts'

/** What every command receives: created once at start, closed at the end. */
export interface App {
  config: Config
  /** Key for deriving manage tokens, ≥ 32 bytes; never in the database. */
  secretKey: Uint8Array
  db: Database
  /** The plan and the free times in memory. */
  availability: AvailabilityCache
  /** Tells open pages what has changed. */
  events: ChangeEvents
  /** Brings committed changes of all processes into both. */
  feed: ChangeFeed
  log: Logger
  /** The clock. Code below the resolvers gets the time as an argument. */
  now(): Date
  /** Messages were committed: the worker looks for them now. */
  wakeWorker(): void
}
