import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Exit of a process, with its output on stdout and stderr. */
export interface Exit {
  /** Null: the process was ended by a signal. */
  code: number | null
  signal: NodeJS.Signals | null
  output: string
}

/** The product in its own process. */
export interface ProductProcess {
  process: ChildProcess
  /** Resolves with the origin, without trailing slash, when the product is ready; rejects if the process ends before. */
  ready: Promise<string>
  exit: Promise<Exit>
  /** The output so far. */
  output(): string
  /** Sends a signal, by default SIGTERM like a service manager, and waits for the exit. */
  end(signal?: NodeJS.Signals): Promise<Exit>
}

/**
 * Starts `api/main.ts` like `npm start`, on a free port. Its environment has only PATH, a few defaults and the given variables.
 * The product ends when this process ends.
 * @param root folder of the sources
 */
export function startProduct(env: Record<string, string>, root = ROOT): ProductProcess {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'api/main.ts'], {
    cwd: root,
    env: {
      PATH: process.env.PATH ?? '',
      NODE_COMPILE_CACHE: join(ROOT, 'node_modules', '.terminklick', 'compiled'),
      PORT: '0',
      LOG_LEVEL: 'warn',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  return watched(child)
}

/** Observes the output and exit of a process that prints its origin when it is ready: the product or its launcher. */
export function watched(child: ChildProcess): ProductProcess {
  let output = ''
  const { promise: ready, resolve, reject } = Promise.withResolvers<string>()
  // A caller that only uses `exit` must not cause an unhandled rejection of `ready`.
  ready.catch(() => {})
  const listen = (chunk: Buffer) => {
    output += chunk.toString()
    const address = /Terminklick is ready: (http\S+)/.exec(output)?.[1]
    if (address) resolve(address)
  }
  child.stdout!.on('data', listen)
  child.stderr!.on('data', listen)
  // Not the event `close`, which is not emitted after `disconnect()`.
  const exit = Promise.all([
    once(child, 'exit'),
    once(child.stdout!, 'end'),
    once(child.stderr!, 'end'),
  ]).then(([[code, signal]]): Exit => ({ code, signal, output }))
  void exit.then(() => reject(new Error(`The product did not start:\n${output}`)))
  return {
    process: child,
    ready,
    exit,
    output: () => output,
    end(signal = 'SIGTERM') {
      child.kill(signal)
      return exit
    },
  }
}

/** A temporary folder. Other users have access to it, because root starts PostgreSQL as another user. */
export async function temporaryFolder(name: string): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), `terminklick-${name}-`))
  await chmod(path, 0o755)
  return { path, remove: () => rm(path, { recursive: true, force: true }) }
}
