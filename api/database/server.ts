import { readFile, realpath } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { StartFailure } from '../kernel/failure.ts'
import type { Binaries } from './binaries.ts'
import { runProgram } from './program.ts'

/** A server that recovers after a crash, or shuts down, is waited for this long. */
const READY_MS = 60_000

/**
 * Starts PostgreSQL on its folder; resolves when it accepts connections.
 * @param wanted the port; any that is free when absent
 * @returns its port; undefined when another start was faster; `orphans` when processes of a server that was killed still
 *   use the folder
 * @throws StartFailure when it doesn't start
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
    // The server's log must not hold what citizens typed: no statements, no row values in DETAIL lines.
    'log_min_error_statement=panic',
    'log_error_verbosity=terse',
    ...settings,
  ]
  const flags = all.map((setting) => `-c ${setting}`).join(' ')
  const log = join(home, 'server.log')
  const saidBefore = await readFile(log, 'utf8').then(
    ({ length }) => length,
    () => 0,
  )
  try {
    await runProgram(pg_ctl, ['start', '-D', home, '-l', log, '-w', '-t', '60', '-o', flags], owner)
    return port
  } catch (error) {
    const said = (await readFile(log, 'utf8').catch(() => '')).slice(saidBefore).trim()
    // The server's own words when another one has the folder.
    if (said.includes('lock file "postmaster.pid" already exists')) return undefined
    if (said.includes('pre-existing shared memory block')) return 'orphans'
    const last = said.split('\n').slice(-3).join('\n')
    throw new StartFailure(
      `The embedded PostgreSQL did not start (${home}): ${last || (error as Error).message}`,
    )
  }
}

/** Ends the server: in order, and after three seconds as after a crash, from which the next start recovers. */
export async function stopServer(home: string, { pg_ctl, owner }: Binaries): Promise<void> {
  const stop = (mode: string, seconds: number) =>
    runProgram(pg_ctl, ['stop', '-D', home, '-m', mode, '-t', String(seconds)], owner)
  await stop('fast', 3).catch(() => stop('immediate', 2).catch(() => {}))
}

/**
 * The port of a server that already runs on this folder and knows our password.
 * @param urlAt of its database `postgres`, given the port
 */
export async function runningPort(
  home: string,
  urlAt: (port: number) => string,
): Promise<number | undefined> {
  const pidFile = await readFile(join(home, 'postmaster.pid'), 'utf8').catch(() => '')
  const port = Number(pidFile.split('\n')[3])
  if (!port) return undefined
  const began = performance.now()
  while (performance.now() - began < READY_MS) {
    const client = new pg.Client({ connectionString: urlAt(port), connectionTimeoutMillis: 2000 })
    client.on('error', () => {})
    try {
      await client.connect()
      const { rows } = await client.query<{ dir: string }>("SELECT current_setting('data_directory') AS dir")
      return (await realpath(rows[0]!.dir)) === (await realpath(home)) ? port : undefined
    } catch (error) {
      // 57P03: the server is starting up or shutting down; both end within seconds.
      if ((error as { code?: string }).code !== '57P03') return undefined
      await pause(100)
    } finally {
      await client.end().catch(() => {})
    }
  }
  return undefined
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
