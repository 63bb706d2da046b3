import { randomBytes } from 'node:crypto'
import pg from 'pg'
import type { ProvidedContext } from 'vitest'
import type { TestProject } from 'vitest/node'
import { findBrowser } from './find-browser.ts'
import { startProduct, temporaryFolder } from './product.ts'

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

const ADMIN = { email: 'chefin@rathaus.example', password: 'nur fuer diese Probe' }

/** Starts the product once for all journeys: a process and a data folder of its own, a database of the tests'. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const browser = findBrowser()
  const databaseUrl = await newDatabase(project.getProvidedContext().postgres)
  const folder = await temporaryFolder('journeys')
  const product = startProduct({
    DATA_DIR: folder.path,
    DATABASE_URL: databaseUrl,
    SECRET_KEY: randomBytes(48).toString('base64'),
    ADMIN_EMAIL: ADMIN.email,
    ADMIN_PASSWORD: ADMIN.password,
    // One machine plays many citizens.
    RATE_LIMITS: 'off',
    BOOKING_CHALLENGE: 'off',
  })
  project.provide('product', {
    baseUrl: await product.ready,
    dataDir: folder.path,
    databaseUrl,
    browser,
    admin: ADMIN,
  })
  return async () => {
    const { output } = await product.end()
    // What it complained about belongs to the report of the journeys.
    const complaints = output.split('Terminklick is ready')[1]?.split('\n').slice(1).join('\n').trim()
    if (complaints) console.error(complaints)
    await folder.remove()
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
