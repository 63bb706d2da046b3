import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** How a process ended, and everything that it said on stdout and stderr. */
export interface Exit {
  /** Null when a signal ended it. */
  code: number | null
  signal: NodeJS.Signals | null
  output: string
}

/** The whole product as a process of its own. */
export interface ProductProcess {
  process: ChildProcess
  /** Resolves to its origin, without a slash at the end, when it is ready; rejects when it ended instead. */
  ready: Promise<string>
  exit: Promise<Exit>
  /** What it has said so far. */
  output(): string
  /** Sends a signal and waits for the end; by default SIGTERM, as a service manager does. */
  end(signal?: NodeJS.Signals): Promise<Exit>
}

/**
 * Starts `api/main.ts` as `npm start` does, with nothing else in its environment than PATH and what is given, on
 * a port that the system chooses.
 * It ends when this process does.
 * @param root folder of its sources
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

/** A process that says when it is ready, as the product and its launcher do. */
export function watched(child: ChildProcess): ProductProcess {
  let output = ''
  const { promise: ready, resolve, reject } = Promise.withResolvers<string>()
  // Who only waits for its end must not hear of it twice.
  ready.catch(() => {})
  const listen = (chunk: Buffer) => {
    output += chunk.toString()
    const address = /Terminklick is ready: (http\S+)/.exec(output)?.[1]
    if (address) resolve(address)
  }
  child.stdout!.on('data', listen)
  child.stderr!.on('data', listen)
  // Not its event `close`, which never comes after the channel was closed from here.
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

/** A folder of a test's own, which root's PostgreSQL, another user, may enter as well. */
export async function temporaryFolder(name: string): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), `terminklick-${name}-`))
  await chmod(path, 0o755)
  return { path, remove: () => rm(path, { recursive: true, force: true }) }
}
