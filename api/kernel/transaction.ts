import type pg from 'pg'

// 40P01: two moves that exchange their places, or two callers that clear the same expired holds in another
// order, may wait for each other; PostgreSQL ends one, which then simply tries again. 40001 likewise.
const TRY_AGAIN = new Set(['40P01', '40001'])
const ATTEMPTS = 5

/** Repeats what PostgreSQL ended only because somebody else was at it. */
export async function retrying<T>(attempt: () => Promise<T>): Promise<T> {
  for (let left = ATTEMPTS; ; left--) {
    try {
      return await attempt()
    } catch (error) {
      if (left <= 1 || !TRY_AGAIN.has((error as { code?: string }).code ?? '')) throw error
    }
  }
}

/** Thrown inside a transaction to undo it and answer instead. */
export class Rollback<T> extends Error {
  readonly answer: T
  constructor(answer: T) {
    super('undone')
    this.answer = answer
  }
}

/**
 * Runs the work in one transaction (READ COMMITTED): all of it is kept, or nothing.
 * A `Rollback` that the work throws is the result.
 */
export function inTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  return retrying(async () => {
    const client = await pool.connect()
    let broken: Error | undefined
    try {
      await client.query('BEGIN')
      const result = await work(client)
      await client.query('COMMIT')
      return result
    } catch (error) {
      // A connection that can't even roll back is thrown away; the server then rolls back by itself.
      await client.query('ROLLBACK').catch((failure: Error) => (broken = failure))
      if (error instanceof Rollback) return error.answer as T
      throw error
    } finally {
      client.release(broken)
    }
  })
}
