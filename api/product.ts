import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { App } from './app.ts'
import { forgetAudit } from './audit/forget.ts'
import { startSealer } from './audit/sealer.ts'
import { importFrom } from './catalogue/import/import-catalogue.ts'
import { migrate } from './database/migrate.ts'
import { makeWritable } from './database/data-folder.ts'
import { startEmbedded } from './database/embedded.ts'
import { inRole, refuseMightyRole } from './database/role.ts'
import { type Database, openDatabase } from './kernel/db.ts'
import type { Config } from './kernel/config.ts'
import { Horizon } from './live/horizon.ts'
import { mailChannel } from './notification/transport/mail-channel.ts'
import { pruneMailFolder } from './notification/transport/mail-folder.ts'
import { runRetention } from './notification/outbox/retention.ts'
import { fromOf, senderOf } from './notification/sender.ts'
import { openTransport } from './notification/transport/transport.ts'
import { startWorker, type Worker } from './notification/outbox/worker.ts'
import { pushChannel } from './push/channel.ts'
import { pushKeysOf } from './push/keys.ts'
import { secretKeyOf } from './kernel/secret-key.ts'
import { createFirstAdmin, type FirstAdmin } from './staff/first-admin.ts'

/** Everything that runs behind the pages of one process. */
export interface Product {
  app: App
  firstAdmin: FirstAdmin | null
}

/** What must be closed again, in reverse order; grows while things are opened. */
export type Opened = (() => Promise<void>)[]

const HOUR_MS = 3_600_000
/** How long worker, feed and connections may take to end before the database does. */
const GRACE_MS = 4_500

/**
 * Opens database, catalogue, horizon and worker.
 * @param seed folder of the catalogue that an empty database gets
 * @param opened gets what is open, also when a later step fails
 * @param ending aborts the start between two steps
 * @throws StartFailure for everything that the person who starts it can mend
 */
export async function startProduct(
  config: Config,
  seed: string,
  log: Logger,
  opened: Opened,
  ending: AbortSignal,
): Promise<Product> {
  const { owner, application } = await reach(config, opened)
  ending.throwIfAborted()
  await migrate(owner)
  if (!config.secretKey || !config.smtpUrl) await makeWritable(config.dataDir)
  const secretKey = await secretKeyOf(config)
  const db = openDatabase(application, { connections: 20 })
  opened.push(() => db.close())
  await refuseMightyRole(db)
  ending.throwIfAborted()
  if ((await db.prisma.office.count()) === 0) await importFrom(db, seed)

  ending.throwIfAborted()
  const now = () => new Date()
  const horizon = await Horizon.open(db, now, log)
  opened.push(() => horizon.close())
  const wakeWorker = () => workers.forEach((worker) => worker.wake())
  const app: App = { config, secretKey, db, horizon, log, now, wakeWorker }
  const workers: Worker[] = openWorkers(app, opened)
  openRetention(app, opened)
  const sealer = startSealer(app)
  opened.push(() => sealer.stop())
  // Last, because the password is shown only when all else has succeeded.
  const firstAdmin = await createFirstAdmin(db, config)
  return { app, firstAdmin }
}

/**
 * Closes in the opposite order. Who dawdles or fails doesn't keep the database open, which was opened first:
 * embedded PostgreSQL begins to stop after 4.5 seconds at the latest.
 */
export async function closeAll(opened: Opened): Promise<void> {
  const [database, ...others] = opened.splice(0)
  const closing = (async () => {
    for (const close of others.reverse()) await close().catch(() => {})
  })()
  await Promise.race([closing, pause(GRACE_MS)])
  await database?.()
}

/** The database twice: as its owner, who migrates, and as the role that can do no more than the product needs. */
async function reach(config: Config, opened: Opened): Promise<{ owner: string; application: string }> {
  const { databaseUrl, databaseOwnerUrl } = config
  if (databaseUrl && databaseOwnerUrl) return { owner: databaseOwnerUrl, application: databaseUrl }
  if (databaseUrl) return { owner: databaseUrl, application: inRole(databaseUrl) }
  const postgres = await startEmbedded(config.dataDir)
  opened.push(() => postgres.stop())
  return { owner: postgres.url, application: postgres.applicationUrl }
}

/** One for mails, one for devices: a push service that hangs holds up no mail. */
function openWorkers(app: App, opened: Opened): Worker[] {
  const { db, config, secretKey } = app
  const sender = senderOf(app)
  const transport = openTransport(config)
  const contact = `mailto:${fromOf(sender, '').address}`
  const channels = [
    mailChannel({ db, transport, config: sender }),
    pushChannel({ db, keys: pushKeysOf(secretKey), contact, services: config.pushServices }),
  ]
  const now = () => app.now().toTemporalInstant()
  const workers = channels.map((channel) =>
    startWorker({ db, channel, now, log: app.log, graceMillis: 3_000 }),
  )
  opened.push(async () => {
    await Promise.all(workers.map((worker) => worker.stop()))
    transport.close()
  })
  return workers
}

/** Once at start and every hour. */
function openRetention({ db, config, log, now }: App, opened: Opened): void {
  const sweep = async () => {
    const at = now().toTemporalInstant()
    try {
      await runRetention(db, at, config.retentionDays)
      await forgetAudit(db, at, config.auditRetentionDays)
      if (!config.smtpUrl) await pruneMailFolder(config.dataDir, at, config.retentionDays)
    } catch (error) {
      log.warn({ code: (error as { code?: string }).code }, 'retention: will try again in an hour')
    }
  }
  let running = sweep()
  const timer = setInterval(() => (running = sweep()), HOUR_MS)
  opened.push(async () => {
    clearInterval(timer)
    await running
  })
}

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
