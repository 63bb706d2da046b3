import { join } from 'node:path'
import type { StartFailure } from '../kernel/failure.ts'
import { secretIn } from '../kernel/secret-file.ts'
import { canEnter, embeddedBinaries, type Owner, sharedDataFolder } from './binaries.ts'
import { createCluster, refuseOtherVersion } from './cluster.ts'
import { makeWritable } from './data-folder.ts'
import { enableRoleLogin } from './role.ts'
import { runningPort } from './server.ts'
import { supervise, type SupervisorLog } from './supervise.ts'
import { type Folder, acquireFolder } from './acquire-folder.ts'

/** The embedded PostgreSQL of a data folder. */
export interface EmbeddedPostgres {
  /** URL of the database as its owner, for migrations and for commands beside the product. */
  url: string
  /** URL of the database as the role of the product, see role.ts. The password is new at every start and not stored. */
  applicationUrl: string
  /** Resolves when the server ended unexpectedly and could not be started again. */
  failed: Promise<StartFailure>
  /** Stops the server after a checkpoint and closes open connections. Takes at most five seconds. */
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  /** Additional settings, e.g. `fsync=off` for throwaway databases. */
  settings?: string[]
  /** Receives a warning when the server ended unexpectedly and is restarted. */
  log?: SupervisorLog
}

/**
 * Starts the PostgreSQL of a data folder, creates the cluster at the first start, and locks the folder for this process.
 * Takes over a server whose product was killed, and restarts the server when it ends unexpectedly; committed data is
 * kept in both cases.
 * @throws StartFailure when the folder cannot be written, belongs to another major version, or is in use
 */
export async function startEmbedded(
  dataDir: string,
  options: EmbeddedOptions = {},
): Promise<EmbeddedPostgres> {
  const path = await makeWritable(dataDir)
  const binaries = await embeddedBinaries()
  const password = await passwordIn(path)
  const home = await clusterFolder(path, binaries.owner)
  await createCluster(home, password, binaries)
  await refuseOtherVersion(home, binaries.majorVersion)

  const settings = options.settings ?? []
  const folder: Folder = { path, home, binaries, settings, adminUrl: adminUrlWith(password) }
  const acquired = await acquireFolder(folder)
  const { port, lock } = acquired
  const exists = await lock.query("SELECT 1 FROM pg_database WHERE datname = 'terminklick'")
  if (exists.rowCount === 0) await lock.query('CREATE DATABASE terminklick')
  const url = urlOf(port, password, 'terminklick')
  return {
    url,
    applicationUrl: await enableRoleLogin(lock, url),
    ...supervise(folder, acquired, options.log),
  }
}

/**
 * URL of the database, as its owner, when a server already runs on the data folder; undefined otherwise. Does not lock
 * the folder.
 */
export async function runningEmbedded(dataDir: string): Promise<string | undefined> {
  const folder = await makeWritable(dataDir)
  const { owner } = await embeddedBinaries()
  const password = await passwordIn(folder)
  const port = await runningPort(await clusterFolder(folder, owner), adminUrlWith(password))
  return port === undefined ? undefined : urlOf(port, password, 'terminklick')
}

const passwordIn = (folder: string) => secretIn(join(folder, 'postgres.secret'), 24)

const urlOf = (port: number, password: string, database: string) =>
  `postgresql://terminklick:${password}@127.0.0.1:${port}/${database}`

const adminUrlWith = (password: string) => (port: number) => urlOf(port, password, 'postgres')

/** Folder of the cluster: in the data folder, unless root started the product and `postgres` cannot enter that folder. */
async function clusterFolder(folder: string, owner: Owner | undefined): Promise<string> {
  if (canEnter(folder, owner)) return join(folder, 'postgres')
  return sharedDataFolder(await secretIn(join(folder, 'postgres.instance'), 24))
}
