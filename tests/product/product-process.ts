import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AskOptions, TestApp } from '../support/app.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** One process of the product, started as `npm start` starts it. */
export interface ProductProcess {
  /** Origin without a slash at the end. */
  url: string
  child: ChildProcess
  /** Sends the signal and waits for the end of the process. */
  end(signal: NodeJS.Signals): Promise<Exit>
}

export interface Exit {
  /** Null when a signal ended it. */
  code: number | null
  signal: NodeJS.Signals | null
}

export interface StartOptions {
  /** The configuration; of the tests' own environment only PATH is passed on. */
  env: Record<string, string>
  /** Further flags of Node. */
  flags?: string[]
  /** Gets the process as soon as it exists, long before it is ready. */
  onSpawn?: (child: ChildProcess) => void
}

/**
 * Starts the product in a process of its own and waits until it answers. It ends by itself when we are gone.
 * @throws Error with what it said when it ends instead
 */
export async function startProcess({ env, flags = [], onSpawn }: StartOptions): Promise<ProductProcess> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', ...flags, join(ROOT, 'api', 'main.ts')],
    {
      cwd: ROOT,
      env: {
        PATH: process.env.PATH,
        // As `npm start` does: what was compiled once is kept.
        NODE_COMPILE_CACHE: join(ROOT, 'node_modules', '.terminklick', 'compiled'),
        HOST: '127.0.0.1',
        // One machine plays many citizens.
        RATE_LIMITS: 'off',
        BOOKING_CHALLENGE: 'off',
        LOG_LEVEL: 'warn',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  )
  const exited = once(child, 'exit').then(([code, signal]): Exit => ({ code, signal }))
  onSpawn?.(child)
  const url = await addressOf(child, exited)
  return {
    url,
    child,
    end(signal) {
      child.kill(signal)
      return exited
    },
  }
}

/** Where it answers, once it does. */
async function addressOf(child: ChildProcess, exited: Promise<Exit>): Promise<string> {
  let said = ''
  const ready = new Promise<string>((resolve) => {
    const hear = (chunk: Buffer) => {
      // Kept short: what it says later is not ours to store.
      said = (said + chunk.toString()).slice(-10_000)
      const address = /ready: http:\/\/localhost:(\d+)/.exec(said)
      // By number: `localhost` may be ::1 first, where nobody listens.
      if (address) resolve(`http://127.0.0.1:${address[1]}`)
    }
    child.stdout!.on('data', hear)
    child.stderr!.on('data', hear)
  })
  const ended = exited.then(({ code, signal }) => {
    throw new Error(`The product ended (${signal ?? code}) before it was ready:\n${said}`)
  })
  // Its later end is no error.
  ended.catch(() => {})
  return Promise.race([ready, ended])
}

/** What citizens and integrators say to a process, over HTTP; `url` is asked anew for every request. */
export function overHttp(url: () => string | Promise<string>): Pick<TestApp, 'ask' | 'fetch'> {
  const send: TestApp['fetch'] = async (query, variables = {}, { headers }: AskOptions = {}) =>
    fetch(`${await url()}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    })
  return {
    fetch: send,
    async ask<T>(query: string, variables?: object, options?: AskOptions): Promise<T> {
      const answer = (await (await send(query, variables, options)).json()) as { data: T; errors?: unknown[] }
      if (answer.errors) throw new Error(JSON.stringify(answer.errors))
      return answer.data
    },
  }
}
