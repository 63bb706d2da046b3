import { chown, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { StartFailure } from '../kernel/failure.ts'
import type { Binaries } from './binaries.ts'
import { runProgram } from './program.ts'

/**
 * The folder of a PostgreSQL, made at the first call: initdb works aside and its folder is renamed when complete, so
 * that a first start which is broken off leaves nothing half done.
 * @throws StartFailure when it can't be made
 */
export async function createOnce(home: string, password: string, { initdb, owner }: Binaries): Promise<void> {
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
      // The product sorts in the reader's language itself; ICU-free C.UTF-8 indexes are stable across machines.
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
      // A start at the same moment was faster.
      if (!(await versionIn(home))) throw error
    })
  } catch (error) {
    throw new StartFailure(`PostgreSQL could not make its folder ${home}: ${(error as Error).message}`)
  } finally {
    await rm(passwordFile, { force: true })
    await rm(unfinished, { recursive: true, force: true })
  }
}

/** @throws StartFailure when the data was made by another major version than `majorVersion` */
export async function refuseOtherVersion(home: string, majorVersion: number): Promise<void> {
  const found = await versionIn(home)
  if (Number(found) === majorVersion) return
  throw new StartFailure(
    `The data in ${home} belongs to PostgreSQL ${found}, this release brings ${majorVersion}. Export it with the release that made it (pg_dump) and import it into a new data folder.`,
  )
}

/** What PostgreSQL wrote into its folder, e.g. "18"; undefined where there is none. */
const versionIn = (home: string): Promise<string | undefined> =>
  readFile(join(home, 'PG_VERSION'), 'utf8').then(
    (text) => text.trim(),
    () => undefined,
  )

/** Of first starts that were killed. */
async function removeLeftovers(home: string): Promise<void> {
  for (const name of await readdir(dirname(home))) {
    const pid = name.startsWith(`${basename(home)}.`) && /\.(\d+)\.new(\.password)?$/.exec(name)?.[1]
    if (pid && !isAlive(Number(pid))) await rm(join(dirname(home), name), { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  // Ours has not begun: it is from before a restart that gave us the same number.
  if (pid === process.pid) return false
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
