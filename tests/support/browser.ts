import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { access, constants, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import type { ProvidedContext } from 'vitest'
import type { TestProject } from 'vitest/node'

/** The whole product in one process, and the browser that looks at it. */
export interface RunningProduct {
  /** Origin without a slash at the end. */
  baseUrl: string
  /** Its data folder; mails are files in the folder `mail`. */
  dataDir: string
  /** For what no citizen can do: let time pass, count bookings. */
  databaseUrl: string
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

/** Starts the product once for all journeys: a process and a data folder of its own, a database of the tests'. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const browser = await findBrowser()
  const databaseUrl = await newDatabase(project.getProvidedContext().postgres)
  const dataDir = await mkdtemp(join(tmpdir(), 'terminklick-journeys-'))
  const product = start(dataDir, databaseUrl)
  project.provide('product', {
    baseUrl: await addressOf(product),
    dataDir,
    databaseUrl,
    browser,
    admin: ADMIN,
  })
  return async () => {
    if (product.exitCode === null) {
      product.kill('SIGTERM')
      await once(product, 'exit')
    }
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function newDatabase({ url, template }: ProvidedContext['postgres']): Promise<string> {
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  await admin.query(`CREATE DATABASE journeys TEMPLATE ${template}`)
  await admin.end()
  const journeys = new URL(url)
  journeys.pathname = 'journeys'
  return journeys.href
}

function start(dataDir: string, databaseUrl: string): ChildProcess {
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'api/main.ts'], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      DATA_DIR: dataDir,
      DATABASE_URL: databaseUrl,
      SECRET_KEY: randomBytes(48).toString('base64'),
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
    if (
      await access(path, constants.X_OK).then(
        () => true,
        () => false,
      )
    )
      return path
  }
  throw new Error('No Chromium found. Install it, or name its executable in CHROMIUM.')
}
