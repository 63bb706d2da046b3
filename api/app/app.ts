import type { Logger } from 'pino'
import type { Config } from '../kernel/config.ts'
import type { Database } from '../kernel/db.ts'
import type { AvailabilityCache } from '../live/availability-cache.ts'
import type { ChangeEvents } from '../live/change-events.ts'
import type { ChangeFeed } from '../live/feed.ts'

/** The dependencies of all commands: created once at start, closed at the end. */
export interface App {
  config: Config
  /** Key for deriving manage tokens, at least 32 bytes; never stored in the database. */
  secretKey: Uint8Array
  db: Database
  /** The plan and the free times in memory. */
  availability: AvailabilityCache
  /** Change events for open pages. */
  events: ChangeEvents
  /** Delivers the committed changes of all processes to both. */
  feed: ChangeFeed
  log: Logger
  /** The clock. Code below the resolvers receives the time as an argument. */
  now(): Date
  /** Makes the worker look for new messages in the outbox now. */
  wakeWorker(): void
}
