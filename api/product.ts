import type { Logger } from 'pino'
import type { App } from './app.ts'
import { importFrom } from './catalogue/import.ts'
import { migrate } from './database/migrate.ts'
import { startEmbedded } from './database/embedded.ts'
import { type Database, openDatabase } from './db.ts'
import type { Config } from './env.ts'
import { Horizon } from './live/horizon.ts'
import { pruneMailFolder } from './notification/mail-folder.ts'
import { runRetention } from './notification/retention.ts'
import { senderOf } from './notification/sender.ts'
import { openTransport } from './notification/transport.ts'
import { startWorker, type Worker } from './notification/worker.ts'
import { secretKeyOf } from './secret-key.ts'
import { createFirstAdmin, type FirstAdmin } from './staff/first-admin.ts'

/** Everything that runs behind the pages of one process. */
export interface Product {
  app: App
  firstAdmin: FirstAdmin | null
  /** Ends worker, feed and database, in this order; embedded PostgreSQL included. */
  stop(): Promise<void>
}

const HOUR_MS = 3_600_000

/**
 * Opens database, catalogue, horizon and worker. What has been opened is closed again when a later step fails.
 * @param seed folder of the catalogue that an empty database gets
 * @throws StartFailure for everything that the person who starts it can mend
 */
export async function startProduct(config: Config, seed: string, log: Logger): Promise<Product> {
  const opened: (() => Promise<void>)[] = []
  const stop = async () => {
    for (const close of opened.splice(0).reverse()) await close()
  }
  try {
    const secretKey = await secretKeyOf(config)
    const url = config.databaseUrl ?? (await embedded(config, opened))
    await migrate(url)
    const db = openDatabase(url, { connections: 20 })
    opened.push(() => db.close())
    if ((await db.prisma.office.count()) === 0) await importFrom(db, seed)
    const firstAdmin = await createFirstAdmin(db, config)

    const horizon = await Horizon.open(db, () => new Date(), log)
    opened.push(() => horizon.close())
    let worker: Worker | undefined
    const app: App = {
      config,
      secretKey,
      db,
      horizon,
      log,
      now: () => new Date(),
      wakeWorker: () => worker?.wake(),
    }
    worker = openWorker(app, opened)
    openRetention(app, opened)
    return { app, firstAdmin, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function embedded(config: Config, opened: (() => Promise<void>)[]): Promise<string> {
  const postgres = await startEmbedded(config.dataDir)
  opened.push(() => postgres.stop())
  return postgres.url
}

function openWorker(app: App, opened: (() => Promise<void>)[]): Worker {
  const transport = openTransport(app.config)
  const worker = startWorker({
    db: app.db,
    transport,
    config: senderOf(app),
    now: () => app.now().toTemporalInstant(),
    log: app.log,
    graceMillis: 3_000,
  })
  opened.push(async () => {
    await worker.stop()
    transport.close()
  })
  return worker
}

/** Once at start and every hour. */
function openRetention({ db, config, log, now }: App, opened: (() => Promise<void>)[]): void {
  const sweep = async () => {
    const at = now().toTemporalInstant()
    try {
      await runRetention(db, at, config.retentionDays)
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
  return Promise.race([pool.query('SELECT 1').then(() => true, () => false), late])
}
