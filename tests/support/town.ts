import { randomBytes } from 'node:crypto'
import pg from 'pg'
import type { ProvidedContext } from 'vitest'
import { startProduct, temporaryFolder } from './product.ts'

/** A running product for journeys, in one process. */
export interface Town {
  /** Origin without trailing slash. */
  baseUrl: string
  /** The data folder; mails are files in its folder `mail`. */
  dataDir: string
  /** For direct access, e.g. to let holds expire or to count bookings. */
  databaseUrl: string
  admin: { email: string; password: string }
}

const ADMIN = { email: 'chefin@rathaus.example', password: 'nur fuer diese Probe' }

/**
 * Starts a product with a data folder and a database of its own.
 * @param name name of the database, e.g. `journeys`
 * @param root folder of the sources; by default this project's
 * @param env additional environment variables
 */
export async function openTown(
  postgres: ProvidedContext['postgres'],
  name: string,
  { root, env = {} }: { root?: string; env?: Record<string, string> } = {},
): Promise<{ town: Town; close(): Promise<void> }> {
  const databaseUrl = await newDatabase(postgres, name)
  const folder = await temporaryFolder(name)
  const product = startProduct(
    {
      DATA_DIR: folder.path,
      DATABASE_URL: databaseUrl,
      SECRET_KEY: randomBytes(48).toString('base64'),
      ADMIN_EMAIL: ADMIN.email,
      ADMIN_PASSWORD: ADMIN.password,
      // All simulated citizens have one IP address.
      RATE_LIMITS: 'off',
      BOOKING_CHALLENGE: 'off',
      ...env,
    },
    root,
  )
  return {
    town: { baseUrl: await product.ready, dataDir: folder.path, databaseUrl, admin: ADMIN },
    async close() {
      const { output } = await product.end()
      // Warnings and errors of the product are part of the test report.
      const warnings = output.split('Terminklick is ready')[1]?.split('\n').slice(1).join('\n').trim()
      if (warnings) console.error(warnings)
      await folder.remove()
    },
  }
}

async function newDatabase({ url, template }: ProvidedContext['postgres'], name: string): Promise<string> {
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`)
  await admin.end()
  const database = new URL(url)
  database.pathname = name
  return database.href
}
