import { join } from 'node:path'
import type { StartFailure } from '../kernel/failure.ts'
import { secretIn } from '../kernel/secret-file.ts'
import { canEnter, embeddedBinaries, type Owner, sharedDataFolder } from './binaries.ts'
import { createOnce, refuseOtherVersion } from './cluster.ts'
import { makeWritable } from './data-folder.ts'
import { openRole } from './role.ts'
import { runningPort } from './server.ts'
import { supervise, type SupervisorLog } from './supervise.ts'
import { type Folder, takeFolder } from './take-folder.ts'

/** A PostgreSQL of our own that lives in the data folder. */
export interface EmbeddedPostgres {
  /** Of the product's database, as its owner: for migrations and commands beside the product. */
  url: string
  /** As the role that the product works in, see role.ts. The password is new at every start and nowhere else. */
  applicationUrl: string
  /** Resolves when the server ended unexpectedly and could not be started again. */
  failed: Promise<StartFailure>
  /** Ends the server after a clean checkpoint; open connections are closed. Takes five seconds at most. */
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  /** Additional settings, e.g. `fsync=off` for throwaway databases. */
  settings?: string[]
  /** Gets told when the server ends unexpectedly and is started again. */
  log?: SupervisorLog
}

/**
 * Starts the PostgreSQL of a data folder, creating it at the first start, and takes the folder for this
 * process. A server that a killed process left behind is taken over, and one that is killed is started again: nothing that
 * was acknowledged is lost.
 * @throws StartFailure when the folder cannot be written, belongs to another major version, or is in use.
 */
export async function startEmbedded(
  dataDir: string,
  options: EmbeddedOptions = {},
): Promise<EmbeddedPostgres> {
  const path = await makeWritable(dataDir)
  const binaries = await embeddedBinaries()
  const password = await passwordIn(path)
  const home = await placeOf(path, binaries.owner)
  await createOnce(home, password, binaries)
  await refuseOtherVersion(home, binaries.majorVersion)

  const settings = options.settings ?? []
  const folder: Folder = { path, home, binaries, settings, adminUrl: adminUrlWith(password) }
  const taken = await takeFolder(folder)
  const { port, lock } = taken
  const exists = await lock.query("SELECT 1 FROM pg_database WHERE datname = 'terminklick'")
  if (exists.rowCount === 0) await lock.query('CREATE DATABASE terminklick')
  const url = urlOf(port, password, 'terminklick')
  return {
    url,
    applicationUrl: await openRole(lock, url),
    ...supervise(folder, taken, options.log),
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
