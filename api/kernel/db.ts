import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaClient } from '../generated/prisma/client.ts'

/** The pool, or the one connection of a transaction. */
export type Queryable = pg.Pool | pg.ClientBase

/** One pool of connections, shared by Prisma (reads, simple writes) and hand-written SQL. */
export interface Database {
  url: string
  pool: pg.Pool
  prisma: PrismaClient
  close(): Promise<void>
}

/**
 * Maximum time that a statement waits for a lock; then it fails with SQLSTATE 55P03 (see isLockTimeout). Transactions of
 * the product take milliseconds; the longest is a change of the plan that moves hundreds of bookings.
 */
export const LOCK_TIMEOUT_MS = 3_000

/**
 * Opens a database by its PostgreSQL URL; connects on first use.
 * Times come back as `Date`, bigint counts as `number`.
 */
export function openDatabase(url: string, options: { connections?: number } = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.connections ?? 10,
    // A timeout of the client, because on a half-open connection the server's statement_timeout does not arrive.
    query_timeout: 30_000,
    lock_timeout: LOCK_TIMEOUT_MS,
    connectionTimeoutMillis: 10_000,
    application_name: 'terminklick',
  })
  // An idle connection that the server closes is replaced at the next use. The listener is required: without one, the
  // error event ends the process.
  pool.on('error', () => {})
  // A connection that breaks within a transaction makes its statement fail, so nothing else is to be done.
  pool.on('connect', (client) => client.on('error', () => {}))
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) })
  return {
    url,
    pool,
    prisma,
    async close() {
      await prisma.$disconnect()
      if (!pool.ended) await pool.end()
    },
  }
}
