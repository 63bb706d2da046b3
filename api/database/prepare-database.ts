import type { Config } from '../kernel/config.ts'
import type { StartFailure } from '../kernel/failure.ts'
import { startEmbedded } from './embedded.ts'
import { migrate } from './migrate.ts'
import { inRole } from './role.ts'
import type { SupervisorLog } from './supervise.ts'

/** The database of the product, with all migrations. */
export interface PreparedDatabase {
  /** URL of the database in the role with only the rights that the product needs. */
  application: string
  /** Resolves when the embedded database ended and could not be started again. */
  failed: Promise<StartFailure>
}

/**
 * Starts the embedded database or uses the one in DATABASE_URL, and migrates it.
 * @param opened gets what is to be stopped at the end, also when a later step fails
 * @param ending aborts between two steps
 * @throws StartFailure for every mistake that the operator can correct
 */
export async function prepareDatabase(
  config: Config,
  log: SupervisorLog,
  opened: AsyncDisposableStack,
  ending: AbortSignal,
): Promise<PreparedDatabase> {
  const { owner, ...database } = await reach(config, log, opened)
  ending.throwIfAborted()
  await migrate(owner)
  ending.throwIfAborted()
  return database
}

/** With the URL of the owner, for migrations. */
async function reach(
  config: Config,
  log: SupervisorLog,
  opened: AsyncDisposableStack,
): Promise<PreparedDatabase & { owner: string }> {
  const { databaseUrl, databaseOwnerUrl } = config
  // A database of the town's own has its own supervisor.
  const failed = new Promise<never>(() => {})
  if (databaseUrl && databaseOwnerUrl) return { owner: databaseOwnerUrl, application: databaseUrl, failed }
  if (databaseUrl) return { owner: databaseUrl, application: inRole(databaseUrl), failed }
  const postgres = await startEmbedded(config.dataDir, { log })
  opened.defer(() => postgres.stop())
  return { owner: postgres.url, application: postgres.applicationUrl, failed: postgres.failed }
}
