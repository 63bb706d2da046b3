import type { Logger } from 'pino'
import type { Database } from '../kernel/db.ts'
import { AvailabilityCache } from './availability-cache.ts'
import { ChangeEvents } from './change-events.ts'
import { type Change, type ChangeFeed, feedPosition, followChanges } from './feed.ts'

/** Cache, events and feed of a process, which are closed together. */
export interface Live {
  availability: AvailabilityCache
  events: ChangeEvents
  feed: ChangeFeed
  close(): Promise<void>
}

const MINUTE_MS = 60_000

/** Loads the cache and follows the change feed. The position is read before loading, so that no change is missed. */
export async function openLive(db: Database, now: () => Date, log: Logger): Promise<Live> {
  const events = new ChangeEvents()
  const availability = new AvailabilityCache(db.pool, now, (changed) => events.emit('days', changed))
  const since = await feedPosition(db.pool)
  await availability.load()

  async function deliver(changes: Change[]): Promise<void> {
    if (changes.some(({ kind }) => kind === 'STAFF')) events.emit('staff')
    if (changes.some(({ kind }) => kind === 'CATALOGUE')) events.emit('catalogue')
    await availability.apply(changes)
    const bookings = changes.filter(({ kind }) => kind === 'BOOKING')
    if (bookings.length === 0) return
    const bookingIds = new Set(bookings.map(({ bookingId }) => bookingId!))
    events.emit('bookings', {
      bookingIds,
      days: new Set(bookings.flatMap((one) => availability.daysOf(one))),
    })
  }

  const feed = followChanges({ pool: db.pool, url: db.url, since, deliver, log })
  // Availability also changes without a write: starts pass the lead time, days enter the horizon.
  const clock = setInterval(() => {
    if (!availability.tick())
      feed.reloadAll().catch((error) => log.warn({ code: error.code }, 'availability: will load again'))
  }, MINUTE_MS)
  clock.unref()

  return {
    availability,
    events,
    feed,
    async close() {
      clearInterval(clock)
      availability.close()
      events.close()
      await feed.stop()
    },
  }
}
