import { randomInt } from 'node:crypto'
import { readFile, realpath } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { StartFailure } from '../kernel/failure.ts'
import type { Binaries } from './binaries.ts'
import { runProgram } from './program.ts'

/** Longest wait for a server that recovers from a crash or shuts down. */
const READY_TIMEOUT_MS = 60_000

/**
 * Starts PostgreSQL on its folder; resolves when it accepts connections.
 * @param wanted port; any free port when absent
 * @returns the port; undefined when another start was faster; `orphans` when processes of a killed server still use the
 *   folder, see orphans.ts
 * @throws StartFailure when it does not start
 */
export async function startServer(
  home: string,
  { pg_ctl, owner }: Binaries,
  settings: string[],
  wanted?: number,
): Promise<number | 'orphans' | undefined> {
  const port = wanted ?? (await freePort())
  const all = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    // The log of the server must not contain personal data: no statements, no row values in DETAIL lines.
    'log_min_error_statement=panic',
    'log_error_verbosity=terse',
    ...settings,
  ]
  const flags = all.map((setting) => `-c ${setting}`).join(' ')
  const log = join(home, 'server.log')
  const logLengthBefore = await readFile(log, 'utf8').then(
    ({ length }) => length,
    () => 0,
  )
  try {
    await runProgram(pg_ctl, ['start', '-D', home, '-l', log, '-w', '-t', '60', '-o', flags], owner)
    return port
  } catch (error) {
    const messages = (await readFile(log, 'utf8').catch(() => '')).slice(logLengthBefore).trim()
    // Messages of PostgreSQL when another server, or orphans of one, use the folder.
    if (messages.includes('lock file "postmaster.pid" already exists')) return undefined
    if (messages.includes('pre-existing shared memory block')) return 'orphans'
    const last = messages.split('\n').slice(-3).join('\n')
    throw new StartFailure(
      `The embedded PostgreSQL did not start (${home}): ${last || (error as Error).message}`,
    )
  }
}

/** Stops the server with a checkpoint; after three seconds without one, from which the next start recovers. */
export async function stopServer(home: string, { pg_ctl, owner }: Binaries): Promise<void> {
  const stop = (mode: string, seconds: number) =>
    runProgram(pg_ctl, ['stop', '-D', home, '-m', mode, '-t', String(seconds)], owner)
  await stop('fast', 3).catch(() => stop('immediate', 2).catch(() => {}))
}

/**
 * Port of a server that already runs on this folder and accepts our password; undefined without one.
 * @param urlAt URL of its database `postgres` at a port
 */
export async function runningPort(
  home: string,
  urlAt: (port: number) => string,
): Promise<number | undefined> {
  const pidFile = await readFile(join(home, 'postmaster.pid'), 'utf8').catch(() => '')
  const port = Number(pidFile.split('\n')[3])
  if (!port) return undefined
  const began = performance.now()
  while (performance.now() - began < READY_TIMEOUT_MS) {
    const client = new pg.Client({ connectionString: urlAt(port), connectionTimeoutMillis: 2000 })
    client.on('error', () => {})
    try {
      await client.connect()
      const { rows } = await client.query<{ dir: string }>("SELECT current_setting('data_directory') AS dir")
      return (await realpath(rows[0]!.dir)) === (await realpath(home)) ? port : undefined
    } catch (error) {
      // 57P03 (cannot_connect_now): the server is starting up or shutting down, which takes seconds.
      if ((error as { code?: string }).code !== '57P03') return undefined
      await pause(100)
    } finally {
      await client.end().catch(() => {})
    }
  }
  return undefined
}

/**
 * A free port below the range from which systems assign ports. One of that range could be assigned to another process
 * before PostgreSQL listens.
 */
async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const port = randomInt(20_000, 30_000)
    if (await isFree(port)) return port
  }
  throw new Error('no free port was found')
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
}
