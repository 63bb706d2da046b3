import type pg from 'pg'
import type { App } from './app.ts'
import type { Queryable } from '../kernel/db.ts'
import { claim, type Repeatable, replay } from '../kernel/idempotency.ts'
import type { Refused, SlotTaken } from '../kernel/outcome.ts'
import { retrying, Rollback, transact } from '../kernel/transaction.ts'
import type { DeskOccupied } from '../live/occupancies.ts'

/** Kinds of changes that a command commits. They determine the actions after the commit, before the command answers. */
export interface Changes {
  /** Messages in the outbox: wakes the worker. */
  messages?: boolean
  /** Rows of the change feed (the default): notifies other processes, and reads the feed in this one. */
  feed?: boolean
  /**
   * The only change of free times. It is added to the cache directly, so this process need not read the feed; that saves
   * a round trip when many people book at the same time.
   */
  occupied?: DeskOccupied
}

/** For commands that only write messages into the outbox. */
export const MESSAGES_ONLY: Changes = { messages: true, feed: false }

/** The result of a transaction whose idempotency key was used before. */
const DUPLICATE_KEY = Symbol('DUPLICATE_KEY')

type Options = Changes & { repeatable?: undefined }
type RepeatableOptions<T> = Changes & {
  /** Claims the idempotency key for this booking first; a repeated request gets the stored answer. */
  repeatable: Repeatable<T> & { bookingId: string }
}

/**
 * Runs a command: its work in one transaction, repeated after a deadlock; after the commit, the actions of its changes.
 * A `Rollback` that the work throws becomes the result, without these actions.
 */
export async function runCommand<T>(
  app: App,
  options: Options,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T>
export async function runCommand<T>(
  app: App,
  options: RepeatableOptions<T>,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T | SlotTaken | Refused>
export async function runCommand<T>(
  app: App,
  { repeatable, ...changes }: Options | RepeatableOptions<T>,
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
 * Runs a command that is a single statement, and so its own transaction; saves the round trips of BEGIN and COMMIT.
 * @param changesOf the changes by the result; null: nothing was written
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
