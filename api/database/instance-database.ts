import type { Config } from '../kernel/config.ts'
import { runningEmbedded, startEmbedded } from './embedded.ts'
import { migrate } from './migrate.ts'

/**
 * The database of this instance in its present schema, as its owner, for a command beside the product: by DATABASE_URL, in the
 * embedded PostgreSQL that the running product has started, or in one that is started for as long as it is used.
 * @returns what `use` returns
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
