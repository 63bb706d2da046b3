import type pg from 'pg'

// 40P01 (deadlock): two moves that exchange their places, or two callers that clear the same expired holds in a
// different order. 40001 (serialization failure). PostgreSQL ends one of the transactions, which can be repeated.
const RETRYABLE = new Set(['40P01', '40001'])
const ATTEMPTS = 5

/** Repeats work that PostgreSQL ended because of a concurrent transaction, five attempts at most. */
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
 * Whether a statement gave up waiting for a lock (55P03, lock_not_available); nothing of its transaction is kept. By
 * node-postgres, or by Prisma, which wraps its errors.
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

/** The result of a transaction, and whether anything of it was kept. */
export interface Transacted<T> {
  result: T
  committed: boolean
}

/**
 * Runs the work in one transaction (READ COMMITTED): all of it is kept, or nothing.
 * A `Rollback` that the work throws is the result. Commands use `runCommand` of command.ts.
 */
export async function inTransaction<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  return (await transact(pool, work)).result
}

/** As `inTransaction`; says also whether the work was committed. */
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
      // A connection that cannot roll back is closed; the server then rolls back.
      await client.query('ROLLBACK').catch((failure: Error) => (broken = failure))
      if (error instanceof Rollback) return { result: error.answer as T, committed: false }
      throw error
    } finally {
      client.release(broken)
    }
  })
}
