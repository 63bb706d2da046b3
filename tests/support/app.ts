import pino from 'pino'
import { afterAll } from 'vitest'
import type { App } from '../../api/app/app.ts'
import type { Database } from '../../api/kernel/db.ts'
import { parseEnv } from '../../api/env.ts'
import type { Config } from '../../api/kernel/config.ts'
import { openLive } from '../../api/live/open-live.ts'
import { createGraphQLServer } from '../../api/graphql/yoga.ts'
import { now as defaultClock } from './clock.ts'
import { testDatabase } from './database.ts'

export interface TestApp {
  app: App
  /** Runs one operation as a request. @throws Error if the result has errors */
  ask<T = Record<string, any>>(query: string, variables?: object, options?: AskOptions): Promise<T>
  /** Runs one operation as a request. @returns the response */
  fetch(query: string, variables?: object, options?: AskOptions): Promise<Response>
}

export interface AskOptions {
  headers?: Record<string, string>
  clientAddress?: string
}

/**
 * The product without HTTP, on a database for this test file with the catalogue of Merseburg.
 * Rate limits and challenges are off by default. Call at the top level of a test file.
 */
export async function testApp(options: TestAppOptions = {}): Promise<TestApp> {
  return appOn(options.db ?? (await testDatabase()), options)
}

export interface TestAppOptions {
  config?: Partial<Config>
  /** Default: the fixed clock of clock.ts. */
  now?: () => Date
  /** The database of another app, to simulate two processes. */
  db?: Database
}

async function appOn(db: Database, options: TestAppOptions): Promise<TestApp> {
  const config: Config = {
    ...parseEnv({ PUBLIC_URL: 'https://termine.example', RATE_LIMITS: 'off', BOOKING_CHALLENGE: 'off' }),
    ...options.config,
  }
  const now = options.now ?? defaultClock
  const log = pino({ level: 'silent' })
  const { close, ...live } = await openLive(db, now, log)
  const secretKey = Buffer.alloc(32, 'test key')
  const app: App = { config, secretKey, db, ...live, log, now, wakeWorker: () => {} }
  // Hooks that are registered later run first, so the feed ends before its database.
  afterAll(() => close())
  const server = createGraphQLServer(app)

  function fetch(query: string, variables: object = {}, { headers, clientAddress }: AskOptions = {}) {
    const request = new Request('https://termine.example/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    })
    return server(request, { clientAddress: clientAddress ?? '192.0.2.1' })
  }
  return {
    app,
    fetch,
    async ask<T>(query: string, variables?: object, options?: AskOptions): Promise<T> {
      const answer = (await (await fetch(query, variables, options)).json()) as {
        data: T
        errors?: unknown[]
      }
      if (answer.errors) throw new Error(JSON.stringify(answer.errors))
      return answer.data
    },
  }
}
