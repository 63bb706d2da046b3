import type { Config } from '../kernel/config.ts'
import { runningEmbedded, startEmbedded } from './embedded.ts'
import { migrate } from './migrate.ts'

/**
 * Calls `use` with the URL of the migrated database of this instance, as its owner, for a command beside the product:
 * the database in DATABASE_URL, or the embedded PostgreSQL, which is started for the command unless the product runs.
 * @returns the result of `use`
 */
export async function withInstanceDatabase<T>(
  { databaseUrl, databaseOwnerUrl, dataDir }: Pick<Config, 'databaseUrl' | 'databaseOwnerUrl' | 'dataDir'>,
  use: (url: string) => Promise<T>,
): Promise<T> {
  const running = databaseOwnerUrl ?? databaseUrl ?? (await runningEmbedded(dataDir))
  const own = running ? undefined : await startEmbedded(dataDir)
  const url = running ?? own!.url
  try {
    await migrate(url)
    return await use(url)
  } finally {
    await own?.stop()
  }
}
