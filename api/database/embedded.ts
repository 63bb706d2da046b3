import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { access, chown, constants, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import pg from 'pg'
import { StartFailure } from '../failure.ts'
import { type Binaries, canEnter, embeddedBinaries, type Owner, sharedDataFolder } from './binaries.ts'

/** A PostgreSQL of our own that lives in the data folder. */
export interface EmbeddedPostgres {
  /** Of the product's database. */
  url: string
  /** Ends the server after a clean checkpoint; open connections are closed. */
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  /** Additional settings, e.g. `fsync=off` for throwaway databases. */
  settings?: string[]
}

/** Everybody who starts on a data folder takes this lock; it ends with the process, however that ends. */
const PRODUCT_LOCK = 7_263_548_123

/**
 * Starts the PostgreSQL of a data folder, creating it at the first start, and takes the folder for this
 * process. A server that a killed process left behind is taken over: nothing that was acknowledged is lost.
 * @throws StartFailure when the folder cannot be written, belongs to another major version, or is in use.
 */
export async function startEmbedded(dataDir: string, options: EmbeddedOptions = {}): Promise<EmbeddedPostgres> {
  const folder = resolve(dataDir)
  await makeWritable(folder)
  const binaries = await embeddedBinaries()
  const password = await secretIn(join(folder, 'postgres.secret'))
  const home = await placeOf(folder, binaries.owner)
  await createOnce(home, password, binaries)
  await refuseOtherVersion(home, binaries.majorVersion)

  const port = (await runningPort(home, password)) ?? (await start(home, binaries, options.settings ?? []))
  const adminUrl = urlOf(port, password, 'postgres')
  const lock = new pg.Client({ connectionString: adminUrl })
  lock.on('error', () => {})
  await lock.connect()
  const taken = await lock.query<{ ok: boolean }>('SELECT pg_try_advisory_lock($1) AS ok', [PRODUCT_LOCK])
  if (!taken.rows[0]?.ok) {
    await lock.end()
    throw new StartFailure(
      `The data folder ${folder} is in use by another Terminklick. Stop that one first, or give this one its own DATA_DIR.`,
    )
  }
  const exists = await lock.query("SELECT 1 FROM pg_database WHERE datname = 'terminklick'")
  if (exists.rowCount === 0) await lock.query('CREATE DATABASE terminklick')
  return {
    url: urlOf(port, password, 'terminklick'),
    async stop() {
      await lock.end().catch(() => {})
      await run(binaries.pg_ctl, ['stop', '-D', home, '-m', 'fast', '-t', '8'], binaries.owner).catch(() =>
        run(binaries.pg_ctl, ['stop', '-D', home, '-m', 'immediate', '-t', '5'], binaries.owner).catch(() => {}),
      )
    },
  }
}

const urlOf = (port: number, password: string, database: string) =>
  `postgresql://terminklick:${password}@127.0.0.1:${port}/${database}`

async function makeWritable(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true })
    await access(folder, constants.W_OK | constants.X_OK)
  } catch {
    throw new StartFailure(
      `The data folder ${folder} cannot be written. Make it writable for this user, or name another in DATA_DIR.`,
    )
  }
}

/** A random secret in a file that only its owner may read; made at the first call. */
async function secretIn(file: string): Promise<string> {
  const secret = randomBytes(24).toString('base64url')
  await writeFile(file, secret, { mode: 0o600, flag: 'wx' }).catch(() => {})
  return (await readFile(file, 'utf8')).trim()
}

/** The cluster's folder: inside the data folder, or, where root started us from a closed folder, outside. */
async function placeOf(folder: string, owner: Owner | undefined): Promise<string> {
  if (canEnter(folder, owner)) return join(folder, 'postgres')
  const instance = await secretIn(join(folder, 'postgres.instance'))
  return sharedDataFolder(instance)
}

/** initdb into a folder aside, renamed when complete: a broken first start leaves nothing half done. */
async function createOnce(home: string, password: string, { initdb, owner }: Binaries): Promise<void> {
  if (await readFile(join(home, 'PG_VERSION')).catch(() => null)) return
  const unfinished = `${home}.${process.pid}.new`
  const passwordFile = `${unfinished}.password`
  await mkdir(dirname(home), { recursive: true })
  await mkdir(unfinished, { mode: 0o700 })
  await writeFile(passwordFile, password, { mode: 0o600 })
  if (owner) for (const path of [unfinished, passwordFile]) await chown(path, owner.uid, owner.gid)
  try {
    await run(
      initdb,
      // The product sorts in the reader's language itself; ICU-free C.UTF-8 indexes are stable across machines.
      ['-D', unfinished, '-U', 'terminklick', '-A', 'scram-sha-256', '-E', 'UTF8', '--locale=C', `--pwfile=${passwordFile}`],
      owner,
    )
    await rename(unfinished, home).catch(async (error) => {
      if (!(await readFile(join(home, 'PG_VERSION')).catch(() => null))) throw error
    })
  } finally {
    await rm(passwordFile, { force: true })
    await rm(unfinished, { recursive: true, force: true })
  }
}

async function refuseOtherVersion(home: string, majorVersion: number): Promise<void> {
  const found = (await readFile(join(home, 'PG_VERSION'), 'utf8')).trim()
  if (Number(found) === majorVersion) return
  throw new StartFailure(
    `The data in ${home} belongs to PostgreSQL ${found}, this release brings ${majorVersion}. Export it with the release that made it (pg_dump) and import it into a new data folder.`,
  )
}

/** The port of a server that already runs on this folder and knows our password. */
async function runningPort(home: string, password: string): Promise<number | undefined> {
  const pidFile = await readFile(join(home, 'postmaster.pid'), 'utf8').catch(() => '')
  const port = Number(pidFile.split('\n')[3])
  if (!port) return undefined
  // It may still be recovering or shutting down: both end within seconds.
  for (let attempt = 0; attempt < 100; attempt++) {
    const client = new pg.Client({ connectionString: urlOf(port, password, 'postgres'), connectionTimeoutMillis: 2000 })
    client.on('error', () => {})
    try {
      await client.connect()
      const { rows } = await client.query<{ dir: string }>("SELECT current_setting('data_directory') AS dir")
      return rows[0]?.dir === home ? port : undefined
    } catch (error) {
      // 57P03: the server is starting up or shutting down.
      if ((error as { code?: string }).code !== '57P03') return undefined
      await new Promise((done) => setTimeout(done, 100))
    } finally {
      await client.end().catch(() => {})
    }
  }
  return undefined
}

async function start(home: string, { pg_ctl, owner }: Binaries, settings: string[]): Promise<number> {
  const port = await freePort()
  const all = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    // The server's log must not hold what citizens typed: no statements, no row values in DETAIL lines.
    'log_min_error_statement=panic',
    'log_error_verbosity=terse',
    ...settings,
  ]
  const flags = all.map((setting) => `-c ${setting}`).join(' ')
  try {
    await run(pg_ctl, ['start', '-D', home, '-l', join(home, 'server.log'), '-w', '-t', '60', '-o', flags], owner)
  } catch (error) {
    const log = await readFile(join(home, 'server.log'), 'utf8').catch(() => '')
    const last = log.trim().split('\n').slice(-3).join('\n')
    throw new StartFailure(`The embedded PostgreSQL did not start (${home}): ${last || (error as Error).message}`)
  }
  return port
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer()
    probe.once('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => done(port))
    })
  })
}

/** Runs a program of PostgreSQL's as its owner; rejects with what it said when it fails. */
function run(program: string, args: string[], owner: Owner | undefined): Promise<void> {
  return new Promise((done, fail) => {
    // stdout must not be a pipe: the server that pg_ctl leaves behind would keep it open.
    const child = spawn(program, args, {
      ...owner,
      cwd: owner ? '/' : undefined,
      stdio: ['ignore', 'ignore', program.endsWith('initdb') ? 'pipe' : 'ignore'],
      env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
    })
    let said = ''
    child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()))
    child.once('error', fail)
    child.once('exit', (code) => {
      if (code === 0) done()
      else fail(new Error(said.trim() || `${program} ended with ${code}`))
    })
  })
}
