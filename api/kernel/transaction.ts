import type pg from 'pg'

// 40P01 (deadlock): two moves that exchange their places, or two callers that delete the same expired holds in a
// different order. 40001 (serialization failure). PostgreSQL aborts one of the transactions, which can be repeated.
const RETRYABLE = new Set(['40P01', '40001'])
const ATTEMPTS = 5

/** Repeats work that PostgreSQL aborted because of a concurrent transaction; at most five attempts. */
export async function retrying<T>(attempt: () => Promise<T>): Promise<T> {
  for (let left = ATTEMPTS; ; left--) {
    try {
      return await attempt()
    } catch (error) {
      if (left <= 1 || !RETRYABLE.has((error as { code?: string }).code ?? '')) throw error
    }
  }
}

/**
 * Whether a statement failed because it waited too long for a lock (55P03, lock_not_available), which aborts its
 * transaction. Accepts errors of node-postgres, and of Prisma, which wraps them.
 */
export function isLockTimeout(error: unknown): boolean {
  const { code, meta } = (error ?? {}) as {
    code?: unknown
    meta?: { driverAdapterError?: { cause?: { originalCode?: unknown } } }
  }
  return code === '55P03' || meta?.driverAdapterError?.cause?.originalCode === '55P03'
}

/** Thrown inside a transaction: rolls it back and becomes its result. */
export class Rollback<T> extends Error {
  readonly answer: T
  constructor(answer: T) {
    super('rolled back')
    this.answer = answer
  }
}

/** The result of a transaction, and whether it was committed. */
export interface Transacted<T> {
  result: T
  committed: boolean
}

/**
 * Runs the work in one transaction (READ COMMITTED). A `Rollback` that the work throws becomes the result. Commands use
 * `runCommand` of command.ts.
 */
export async function inTransaction<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  return (await transact(pool, work)).result
}

/** As `inTransaction`; also returns whether the transaction was committed. */
export function transact<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<Transacted<T>> {
  return retrying(async () => {
    const client = await pool.connect()
    let broken: Error | undefined
    try {
      await client.query('BEGIN')
      const result = await work(client)
      await client.query('COMMIT')
      return { result, committed: true }
    } catch (error) {
      // If the rollback fails, the connection is closed, and the server rolls back.
      await client.query('ROLLBACK').catch((failure: Error) => (broken = failure))
      if (error instanceof Rollback) return { result: error.answer as T, committed: false }
      throw error
    } finally {
      client.release(broken)
    }
  })
}
