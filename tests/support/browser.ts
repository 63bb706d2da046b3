import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { access, chmod, constants, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'

/** The whole product, as `npm start` runs it, and the browser that looks at it. */
export interface RunningProduct {
  /** Origin without a slash at the end. */
  baseUrl: string
  /** Its data folder; mails are files in the folder `mail`. */
  dataDir: string
  /** Chromium's executable. */
  browser: string
  admin: { email: string; password: string }
}

declare module 'vitest' {
  export interface ProvidedContext {
    product: RunningProduct
  }
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const ADMIN = { email: 'chefin@rathaus.example', password: 'nur fuer diese Probe' }

/** Starts the product once for all journeys, in a process and a data folder of its own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const browser = await findBrowser()
  const dataDir = await mkdtemp(join(tmpdir(), 'terminklick-journeys-'))
  // Root's PostgreSQL runs as another user, who must be able to enter.
  await chmod(dataDir, 0o755)
  const product = start(dataDir)
  project.provide('product', { baseUrl: await addressOf(product), dataDir, browser, admin: ADMIN })
  return async () => {
    if (product.exitCode === null) {
      product.kill('SIGTERM')
      await once(product, 'exit')
    }
    await rm(dataDir, { recursive: true, force: true })
  }
}

function start(dataDir: string): ChildProcess {
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'api/main.ts'], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      DATA_DIR: dataDir,
      ADMIN_EMAIL: ADMIN.email,
      ADMIN_PASSWORD: ADMIN.password,
      // One machine plays many citizens.
      RATE_LIMITS: 'off',
      BOOKING_CHALLENGE: 'off',
      LOG_LEVEL: 'warn',
    },
    // It ends by itself when its channel to this process closes.
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
}

/** Where it answers, once it does. */
async function addressOf(product: ChildProcess): Promise<string> {
  const said: string[] = []
  for await (const line of createInterface({ input: product.stdout! })) {
    const address = /ready: (http\S+)/.exec(line)?.[1]
    if (address) {
      // What it says later must not fill the pipe.
      product.stdout!.resume()
      return address
    }
    said.push(line)
  }
  throw new Error(`The product did not start:\n${said.join('\n')}`)
}

/** `CHROMIUM`, or the first of the usual names in the search path. */
async function findBrowser(): Promise<string> {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
  const candidates = [
    ...(process.env.CHROMIUM ? [process.env.CHROMIUM] : []),
    ...names.flatMap((name) => folders.map((folder) => join(folder, name))),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ]
  for (const path of candidates) {
    if (await access(path, constants.X_OK).then(() => true, () => false)) return path
  }
  throw new Error('No Chromium found. Install it, or name its executable in CHROMIUM.')
}
