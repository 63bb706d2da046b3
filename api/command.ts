import type pg from 'pg'
import type { App } from './app.ts'
import type { Queryable } from './kernel/db.ts'
import { claim, type Repeatable, replay } from './kernel/idempotency.ts'
import type { Refused, SlotTaken } from './kernel/outcome.ts'
import { retrying, Rollback, transact } from './kernel/transaction.ts'
import type { DeskOccupied } from './live/occupancies.ts'

/** What a command has committed, and so what follows before it answers. */
export interface Changes {
  /** It has put messages into the outbox: the worker looks at once. */
  messages?: boolean
  /**
   * It has written rows of the change feed (the default): other processes read them now, this one before it answers.
   */
  feed?: boolean
  /**
   * Its only change to the free times. It is entered into the cache at once, so this process need not read the feed;
   * saves a round trip where many book at the same time.
   */
  occupied?: DeskOccupied
}

/** For commands that change nothing but the outbox. */
export const MESSAGES_ONLY: Changes = { messages: true, feed: false }

/** The result of a request with a key that was used before. */
const DUPLICATE_KEY = Symbol('DUPLICATE_KEY')

type What = Changes & { repeatable?: undefined }
type WhatOnce<T> = Changes & {
  /**
   * The key is claimed for this booking first; a request with a key that was used before is answered as it was then.
   */
  repeatable: Repeatable<T> & { bookingId: string }
}

/**
 * Runs a command: its work in one transaction, repeated after a deadlock; then, if it was committed, what follows.
 * A `Rollback` that the work throws is the result, and nothing follows.
 */
export async function runCommand<T>(
  app: App,
  what: What,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T>
export async function runCommand<T>(
  app: App,
  what: WhatOnce<T>,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T | SlotTaken | Refused>
export async function runCommand<T>(
  app: App,
  { repeatable, ...changes }: What | WhatOnce<T>,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T | SlotTaken | Refused> {
  const { result, committed } = await transact<T | typeof DUPLICATE_KEY>(app.db.pool, async (client) => {
    const { key, bookingId } = repeatable ?? {}
    if (bookingId && !(await claim(client, key, { type: 'booked', bookingId }, app.now())))
      throw new Rollback(DUPLICATE_KEY)
    return work(client)
  })
  if (result === DUPLICATE_KEY) return replay(app.db.pool, repeatable!)
  if (committed) await afterCommit(app, changes)
  return result as T
}

/**
 * The same for a command that is one statement, and so a transaction of its own: without the round trips of BEGIN and
 * COMMIT.
 * @param changesOf by the result; null: nothing was written
 */
export async function runStatement<T>(
  app: App,
  statement: (db: Queryable) => Promise<T>,
  changesOf: (result: T) => Changes | null,
): Promise<T> {
  const result = await retrying(() => statement(app.db.pool))
  const changes = changesOf(result)
  if (changes) await afterCommit(app, changes)
  return result
}

async function afterCommit(app: App, { messages, feed = true, occupied }: Changes): Promise<void> {
  if (messages) app.wakeWorker()
  if (occupied) app.availability.add(occupied)
  if (!feed) return
  if (occupied) app.feed.announce()
  else await app.feed.committed()
}
