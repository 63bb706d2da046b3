import type { Database } from './db.ts'

/** Whether the database answers, within two seconds. */
export async function databaseAnswers({ pool }: Database): Promise<boolean> {
  const late = new Promise<boolean>((resolve) => setTimeout(resolve, 2_000, false).unref())
  return Promise.race([
    pool.query('SELECT 1').then(
      () => true,
      () => false,
    ),
    late,
  ])
}
