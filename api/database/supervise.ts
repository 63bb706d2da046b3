import { StartFailure } from '../kernel/failure.ts'
import { stopServer } from './server.ts'
import { type Folder, type TakenFolder, takeFolder } from './take-folder.ts'

/** Where the supervisor reports; fits pino. */
export interface SupervisorLog {
  warn(details: object, text: string): void
}

export interface Supervised {
  /** Resolves when the server ended and cannot be started again. */
  failed: Promise<StartFailure>
  /** Ends the server after a clean checkpoint. */
  stop(): Promise<void>
}

/**
 * Keeps a server running: when it ends without being told to, it is started again at the same port, so that all
 * connections of the product are made anew by themselves. PostgreSQL then recovers; what was acknowledged is kept.
 */
export function supervise(folder: Folder, taken: TakenFolder, log?: SupervisorLog): Supervised {
  const failure = Promise.withResolvers<StartFailure>()
  let { lock } = taken
  let stopping = false
  let restarting: Promise<void> = Promise.resolve()

  function watch(): void {
    // The connection that holds the lock does nothing else: it ends with the server, within milliseconds.
    lock.once('end', () => {
      if (!stopping) restarting = restart()
    })
  }

  async function restart(): Promise<void> {
    log?.warn({}, 'PostgreSQL ended unexpectedly and is started again')
    const began = performance.now()
    try {
      const again = await takeFolder(folder, taken.port)
      lock = again.lock
      // Started by somebody else meanwhile: our connections would never find it.
      if (again.port !== taken.port)
        throw new StartFailure(`PostgreSQL in ${folder.home} was started by somebody else. Start again.`)
    } catch (error) {
      return failure.resolve(error as StartFailure)
    }
    watch()
    log?.warn({ milliseconds: Math.round(performance.now() - began) }, 'PostgreSQL runs again')
  }

  watch()
  return {
    failed: failure.promise,
    async stop() {
      stopping = true
      await restarting
      // The lock is kept until the server is down, so that nobody takes over one that is stopping.
      await stopServer(folder.home, folder.binaries)
      lock.end().catch(() => {})
    },
  }
}
