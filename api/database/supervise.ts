import { StartFailure } from '../kernel/failure.ts'
import { stopServer } from './server.ts'
import { type Folder, type AcquiredFolder, acquireFolder } from './acquire-folder.ts'

/** Log of the supervisor; compatible with pino. */
export interface SupervisorLog {
  warn(details: object, text: string): void
}

export interface Supervised {
  /** Resolves when the server ended and cannot be restarted. */
  failed: Promise<StartFailure>
  /** Stops the server after a checkpoint. */
  stop(): Promise<void>
}

/**
 * Restarts a server that ends unexpectedly, at the same port, so that the connection pools of the product reconnect.
 * PostgreSQL recovers at the restart; committed data is kept.
 */
export function supervise(folder: Folder, acquired: AcquiredFolder, log?: SupervisorLog): Supervised {
  const failure = Promise.withResolvers<StartFailure>()
  let { lock } = acquired
  let stopping = false
  let restarting: Promise<void> = Promise.resolve()

  function watch(): void {
    // This connection is otherwise idle, so it ends within milliseconds after the server.
    lock.once('end', () => {
      if (!stopping) restarting = restart()
    })
  }

  async function restart(): Promise<void> {
    log?.warn({}, 'PostgreSQL ended unexpectedly and is started again')
    const began = performance.now()
    try {
      const again = await acquireFolder(folder, acquired.port)
      lock = again.lock
      // Started by another process at another port: the connection pools would not find it.
      if (again.port !== acquired.port)
        throw new StartFailure(`PostgreSQL in ${folder.home} was started by another process. Start again.`)
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
      // Held until the server has stopped, so that no other start takes over a stopping server.
      await stopServer(folder.home, folder.binaries)
      lock.end().catch(() => {})
    },
  }
}
