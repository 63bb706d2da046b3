import { chown, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { StartFailure } from '../kernel/failure.ts'
import type { Binaries } from './binaries.ts'
import { runProgram } from './program.ts'

/** With retries, because an initdb whose product was killed still creates files for a second. */
const REMOVAL = { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }

/**
 * Creates the cluster (data folder) of PostgreSQL unless it exists. initdb works in a temporary folder, which is renamed
 * when complete, so an interrupted first start leaves no incomplete cluster.
 * @throws StartFailure when it cannot be created
 */
export async function createCluster(
  home: string,
  password: string,
  { initdb, owner }: Binaries,
): Promise<void> {
  if (await versionIn(home)) return
  const unfinished = `${home}.${process.pid}.new`
  const passwordFile = `${unfinished}.password`
  try {
    await mkdir(dirname(home), { recursive: true })
    await removeLeftovers(home)
    await mkdir(unfinished, { mode: 0o700 })
    await writeFile(passwordFile, password, { mode: 0o600 })
    if (owner) for (const path of [unfinished, passwordFile]) await chown(path, owner.uid, owner.gid)
    await runProgram(
      initdb,
      // Locale C: the order of indexes is then the same on every machine. The product sorts texts for readers itself.
      [
        '-D',
        unfinished,
        '-U',
        'terminklick',
        '-A',
        'scram-sha-256',
        '-E',
        'UTF8',
        '--locale=C',
        `--pwfile=${passwordFile}`,
      ],
      owner,
    )
    await rename(unfinished, home).catch(async (error) => {
      // Another start created it meanwhile.
      if (!(await versionIn(home))) throw error
    })
  } catch (error) {
    throw new StartFailure(`PostgreSQL could not create its folder ${home}: ${(error as Error).message}`)
  } finally {
    await rm(passwordFile, { force: true })
    await rm(unfinished, REMOVAL)
  }
}

/** @throws StartFailure when the cluster belongs to another major version than `majorVersion` */
export async function refuseOtherVersion(home: string, majorVersion: number): Promise<void> {
  const found = await versionIn(home)
  if (Number(found) === majorVersion) return
  throw new StartFailure(
    `The data in ${home} belongs to PostgreSQL ${found}, this release brings ${majorVersion}. Export it with the release that made it (pg_dump) and import it into a new data folder.`,
  )
}

/** Major version of the cluster in a folder, e.g. "18"; undefined without a cluster. */
const versionIn = (home: string): Promise<string | undefined> =>
  readFile(join(home, 'PG_VERSION'), 'utf8').then(
    (text) => text.trim(),
    () => undefined,
  )

/** Deletes temporary folders of killed first starts. */
async function removeLeftovers(home: string): Promise<void> {
  for (const name of await readdir(dirname(home))) {
    const pid = name.startsWith(`${basename(home)}.`) && /\.(\d+)\.new(\.password)?$/.exec(name)?.[1]
    if (pid && !isAlive(Number(pid))) await rm(join(dirname(home), name), REMOVAL)
  }
}

function isAlive(pid: number): boolean {
  // This process has not created its temporary folder yet: an ended process had the same id, e.g. in a container.
  if (pid === process.pid) return false
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
