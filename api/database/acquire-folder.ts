import { resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { StartFailure } from '../kernel/failure.ts'
import type { Binaries } from './binaries.ts'
import { LOCKS } from './locks.ts'
import { endOrphans } from './orphans.ts'
import { runningPort, startServer } from './server.ts'

/** How long a start waits for the one before it, which may be ending, and for what a killed server has left behind. */
const LEAVING_MS = 5_000
/** Processes of a killed server end by themselves, most of them at once; after so long they are ended. */
const ORPHANS_MS = 1_500

/** A data folder, and the PostgreSQL in it. */
export interface Folder {
  /** As it was configured, for messages. */
  path: string
  /** Of the PostgreSQL cluster. */
  home: string
  binaries: Binaries
  /** Additional settings of the server. */
  settings: string[]
  /** Of the database `postgres`, as its owner, given the port. */
  adminUrl(port: number): string
}

/** A server that runs, and the connection whose lock says that the folder is ours. */
export interface TakenFolder {
  port: number
  lock: pg.Client
}

/**
 * Finds the server of a folder or starts it, and takes the folder by a lock in it.
 * @param port where a server that is started shall listen; any that is free when absent
 * @throws StartFailure when another product has the folder, or the server does not start
 */
export async function takeFolder(folder: Folder, port?: number): Promise<TakenFolder> {
  const { home, binaries, settings, adminUrl } = folder
  const began = performance.now()
  for (;;) {
    const running = await runningPort(home, adminUrl)
    const started = running ?? (await startServer(home, binaries, settings, port))
    // A start at the same moment was faster when there is no port: the next round finds its server.
    const lock = typeof started === 'number' ? await lockedClient(adminUrl(started)) : undefined
    if (lock) return { port: started as number, lock }
    const waited = performance.now() - began
    if (started === 'orphans' && waited > ORPHANS_MS) await endOrphans(home)
    if (waited > LEAVING_MS)
      throw new StartFailure(
        started === 'orphans'
          ? `Processes of a PostgreSQL that was killed still use ${home}. End them, then start again.`
          : `The data folder ${resolve(folder.path)} is in use by another Terminklick. Stop that one first, or give this one its own DATA_DIR.`,
      )
    await pause(100)
  }
}

/** A connection that holds the lock; undefined when somebody else does, or the server went away meanwhile. */
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
