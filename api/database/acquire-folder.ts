import { resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { StartFailure } from '../kernel/failure.ts'
import type { Binaries } from './binaries.ts'
import { LOCKS } from './locks.ts'
import { endOrphans } from './orphans.ts'
import { runningPort, startServer } from './server.ts'

/** A start waits so long for the previous product, which may be stopping, and for the orphans of a killed server. */
const WAIT_MS = 5_000
/** Orphans mostly end by themselves at once; after so long they are killed. */
const ORPHAN_GRACE_MS = 1_500

/** A data folder and its PostgreSQL. */
export interface Folder {
  /** The data folder, for messages. */
  path: string
  /** Folder of the cluster. */
  home: string
  binaries: Binaries
  /** Additional settings of the server, e.g. `fsync=off`. */
  settings: string[]
  /** URL of the database `postgres` as its owner, at a port. */
  adminUrl(port: number): string
}

/** A running server, and the connection that holds the lock of the folder. */
export interface AcquiredFolder {
  port: number
  lock: pg.Client
}

/**
 * Finds or starts the server of a folder, and locks the folder for this process by an advisory lock in its database.
 * @param port of a newly started server; any free port when absent
 * @throws StartFailure when another product uses the folder, or the server does not start
 */
export async function acquireFolder(folder: Folder, port?: number): Promise<AcquiredFolder> {
  const { home, binaries, settings, adminUrl } = folder
  const began = performance.now()
  for (;;) {
    const running = await runningPort(home, adminUrl)
    const started = running ?? (await startServer(home, binaries, settings, port))
    // Without a port, another start was faster: the next round finds its server.
    const lock = typeof started === 'number' ? await lockedClient(adminUrl(started)) : undefined
    if (lock) return { port: started as number, lock }
    const waited = performance.now() - began
    if (started === 'orphans' && waited > ORPHAN_GRACE_MS) await endOrphans(home)
    if (waited > WAIT_MS)
      throw new StartFailure(
        started === 'orphans'
          ? `Processes of a PostgreSQL that was killed still use ${home}. End them, then start again.`
          : `The data folder ${resolve(folder.path)} is in use by another Terminklick. Stop that one first, or give this one its own DATA_DIR.`,
      )
    await pause(100)
  }
}

/** A connection that holds the lock; undefined when another process holds it, or the server has ended meanwhile. */
async function lockedClient(url: string): Promise<pg.Client | undefined> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ ok: boolean }>('SELECT pg_try_advisory_lock($1) AS ok', [
      LOCKS.product,
    ])
    if (rows[0]?.ok) return client
  } catch (error) {
    // 28P01: password authentication failed.
    if ((error as { code?: string }).code === '28P01') {
      throw new StartFailure(
        'The file postgres.secret in the data folder does not belong to the database there. Restore both from the same backup.',
      )
    }
  }
  await client.end().catch(() => {})
  return undefined
}
