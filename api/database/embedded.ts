import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { StartFailure } from '../kernel/failure.ts'
import { secretIn } from '../kernel/secret-file.ts'
import { type Binaries, canEnter, embeddedBinaries, type Owner, sharedDataFolder } from './binaries.ts'
import { createOnce, refuseOtherVersion } from './cluster.ts'
import { makeWritable } from './data-folder.ts'
import { LOCKS } from './locks.ts'
import { openRole } from './role.ts'
import { runningPort, startServer, stopServer } from './server.ts'

/** A PostgreSQL of our own that lives in the data folder. */
export interface EmbeddedPostgres {
  /** Of the product's database, as its owner: for migrations and commands beside the product. */
  url: string
  /** As the role that the product works in, see role.ts. The password is new at every start and nowhere else. */
  applicationUrl: string
  /** Ends the server after a clean checkpoint; open connections are closed. Takes five seconds at most. */
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  /** Additional settings, e.g. `fsync=off` for throwaway databases. */
  settings?: string[]
}

/** How long a start waits for the one before it, which may be ending. */
const LEAVING_MS = 5_000

/**
 * Starts the PostgreSQL of a data folder, creating it at the first start, and takes the folder for this
 * process. A server that a killed process left behind is taken over: nothing that was acknowledged is lost.
 * @throws StartFailure when the folder cannot be written, belongs to another major version, or is in use.
 */
export async function startEmbedded(
  dataDir: string,
  options: EmbeddedOptions = {},
): Promise<EmbeddedPostgres> {
  const folder = await makeWritable(dataDir)
  const binaries = await embeddedBinaries()
  const password = await passwordIn(folder)
  const home = await placeOf(folder, binaries.owner)
  await createOnce(home, password, binaries)
  await refuseOtherVersion(home, binaries.majorVersion)

  const { port, lock } = await take(folder, home, password, binaries, options.settings ?? [])
  const exists = await lock.query("SELECT 1 FROM pg_database WHERE datname = 'terminklick'")
  if (exists.rowCount === 0) await lock.query('CREATE DATABASE terminklick')
  const url = urlOf(port, password, 'terminklick')
  return {
    url,
    applicationUrl: await openRole(lock, url),
    async stop() {
      // The lock is kept until the server is down, so that nobody takes over one that is stopping.
      await stopServer(home, binaries)
      lock.end().catch(() => {})
    },
  }
}

/** The product's database when a server runs on the data folder, started by whomever; it is not taken. */
export async function runningEmbedded(dataDir: string): Promise<string | undefined> {
  const folder = await makeWritable(dataDir)
  const { owner } = await embeddedBinaries()
  const password = await passwordIn(folder)
  const port = await runningPort(await placeOf(folder, owner), adminUrlWith(password))
  return port === undefined ? undefined : urlOf(port, password, 'terminklick')
}

const passwordIn = (folder: string) => secretIn(join(folder, 'postgres.secret'), 24)

const urlOf = (port: number, password: string, database: string) =>
  `postgresql://terminklick:${password}@127.0.0.1:${port}/${database}`

const adminUrlWith = (password: string) => (port: number) => urlOf(port, password, 'postgres')

/** The cluster's folder: inside the data folder, or, where root started us from a closed folder, outside. */
async function placeOf(folder: string, owner: Owner | undefined): Promise<string> {
  if (canEnter(folder, owner)) return join(folder, 'postgres')
  return sharedDataFolder(await secretIn(join(folder, 'postgres.instance'), 24))
}

/** Finds the server or starts it, and takes the folder by a lock in it. */
async function take(
  folder: string,
  home: string,
  password: string,
  binaries: Binaries,
  settings: string[],
): Promise<{ port: number; lock: pg.Client }> {
  const adminUrl = adminUrlWith(password)
  const began = performance.now()
  for (;;) {
    const port = (await runningPort(home, adminUrl)) ?? (await startServer(home, binaries, settings))
    // A start at the same moment was faster when there is no port: the next round finds its server.
    const lock = port && (await lockedClient(adminUrl(port)))
    if (lock) return { port, lock }
    if (performance.now() - began > LEAVING_MS) break
    await pause(100)
  }
  throw new StartFailure(
    `The data folder ${resolve(folder)} is in use by another Terminklick. Stop that one first, or give this one its own DATA_DIR.`,
  )
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
