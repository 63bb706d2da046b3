import pg from 'pg'
import type { Logger } from 'pino'

/** One committed change, as the triggers of the database wrote it. */
export interface Change {
  kind: 'OCCUPANCY' | 'PLAN' | 'CATALOGUE' | 'BOOKING' | 'STAFF'
  deskId: string | null
  bookingId: string | null
  /** Time range of the occupancy or booking; null for the plan, the catalogue and the staff. */
  from: Date | null
  to: Date | null
}

/** A change in JSON, with its times as text. */
type ChangeText = Omit<Change, 'from' | 'to'> & { from: string | null; to: string | null }

const CHANNEL = 'terminklick_changes'
/** Longest delay after a lost notification. */
const POLL_MS = 3_000
/** Rows of the feed are deleted after a day; after a longer pause than this the process loads everything instead. */
const MAX_PAUSE_MS = 12 * 3_600_000
/** A change of the plan, after which receivers load everything. */
const RELOAD: Change = { kind: 'PLAN', deskId: null, bookingId: null, from: null, to: null }
/** Commits within this time share one notification, because NOTIFY makes commits wait for each other. */
const NOTIFY_PAUSE_MS = 10

/**
 * Reads the change feed after every notification, and every few seconds without one. Every change is delivered at least
 * once; the receiver must accept the same change twice.
 */
export interface ChangeFeed {
  /** Notifies the other processes of a commit, after NOTIFY_PAUSE_MS. */
  announce(): void
  /** The same; resolves when the commit has also been delivered in this process. */
  committed(): Promise<void>
  /** Reads the feed; resolves when everything that was committed before the call has been delivered. */
  catchUp(): Promise<void>
  /** The same, and delivers a change of the plan, so that everything is loaded again. */
  reloadAll(): Promise<void>
  stop(): Promise<void>
}

/** The present end of the feed: the oldest open transaction. All older transactions have ended. */
export async function feedPosition(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ xmin: string }>(
    'SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS xmin',
  )
  return rows[0]!.xmin
}

/**
 * Follows the feed from a position on.
 * @param deliver receives changes in batches, one batch at a time; a batch that fails is delivered again
 */
export function followChanges(options: {
  pool: pg.Pool
  url: string
  since: string
  deliver: (changes: Change[]) => Promise<void>
  log: Logger
}): ChangeFeed {
  const { pool, url, deliver, log } = options
  let since = options.since
  let stopped = false
  let listener: pg.Client | null = null
  let running: Promise<void> | null = null
  let again: Promise<void> | null = null
  let notifyTimer: NodeJS.Timeout | null = null
  // The machine's clock, because a monotonic one stands still while the machine sleeps.
  let readAt = Date.now()
  let reload = false
  let hasListened = false

  async function readNext(): Promise<void> {
    const all = reload || Date.now() - readAt > MAX_PAUSE_MS
    reload = false
    try {
      await readFrom(since, all)
    } catch (error) {
      reload ||= all
      throw error
    }
  }

  async function readFrom(position: string, all: boolean): Promise<void> {
    // Every visible row has an xid below xmax, so the second condition is redundant. It is there for the planner, which
    // expects few rows of a bounded range and uses the index also before the first ANALYZE.
    const { rows } = await pool.query<{ xmin: string; changes: ChangeText[] }>({
      name: 'read_changes',
      text: `SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS xmin,
                    (SELECT coalesce(json_agg(json_build_object('kind', kind, 'deskId', desk_id, 'bookingId', booking_id,
                              'from', lower(during), 'to', upper(during)) ORDER BY id), '[]')
                       FROM change
                      WHERE xid >= $1::text::xid8 AND xid < pg_snapshot_xmax(pg_current_snapshot())) AS changes`,
      values: [position],
    })
    const { xmin, changes } = rows[0]!
    const instant = (text: string | null) => (text ? new Date(text) : null)
    const read: Change[] = changes.map((change) => ({
      ...change,
      from: instant(change.from),
      to: instant(change.to),
    }))
    if (all) read.push(RELOAD)
    if (read.length > 0) await deliver(read)
    readAt = Date.now()
    since = xmin
  }

  function catchUp(): Promise<void> {
    if (!running) {
      running = readNext().finally(() => (running = null))
      return running
    }
    // The running query may have begun before the commit, so another one follows, shared by all callers.
    again ??= running
      .catch(() => {})
      .then(() => {
        again = null
        return catchUp()
      })
    return again
  }

  const catchUpQuietly = () => {
    if (!stopped) catchUp().catch((error) => log.warn({ code: error.code }, 'change feed: will read again'))
  }

  async function listen(): Promise<void> {
    if (stopped) return
    const client = new pg.Client({
      connectionString: url,
      application_name: 'terminklick feed',
      keepAlive: true,
    })
    const reconnect = () => {
      if (listener !== client) return
      listener = null
      setTimeout(listen, 1_000).unref()
    }
    client.on('error', () => reconnect())
    client.on('end', () => reconnect())
    client.on('notification', catchUpQuietly)
    listener = client
    try {
      await client.connect()
      await client.query(`LISTEN ${CHANNEL}`)
      // The server may have crashed, and then assigns again the numbers of transactions that were not on disk. A change
      // may so have a number before the position of this process.
      reload ||= hasListened
      hasListened = true
      catchUpQuietly()
    } catch {
      reconnect()
    }
  }

  function announce(): void {
    notifyTimer ??= setTimeout(() => {
      notifyTimer = null
      // This process receives its own notification as well.
      pool.query(`NOTIFY ${CHANNEL}`).catch(() => {})
    }, NOTIFY_PAUSE_MS)
  }

  void listen()
  const poll = setInterval(catchUpQuietly, POLL_MS)
  poll.unref()

  return {
    catchUp,
    reloadAll() {
      reload = true
      return catchUp()
    },
    announce,
    committed() {
      announce()
      return catchUp()
    },
    async stop() {
      stopped = true
      clearInterval(poll)
      if (notifyTimer) clearTimeout(notifyTimer)
      const client = listener
      listener = null
      await client?.end().catch(() => {})
      await running?.catch(() => {})
    },
  }
}
