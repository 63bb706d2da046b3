import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { App } from './app/app.ts'
import { forgetAudit } from './audit/forget.ts'
import { startSealer } from './audit/sealer.ts'
import { importFrom } from './catalogue/import/import-catalogue.ts'
import { makeWritable } from './database/data-folder.ts'
import { assertLeastPrivilege } from './database/role.ts'
import { openDatabase } from './kernel/db.ts'
import type { Config } from './kernel/config.ts'
import { openLive } from './live/open-live.ts'
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

const HOUR_MS = 3_600_000
/** How long workers, feed and connections may take to close before the database stops. */
const GRACE_MS = 4_500

/**
 * Opens catalogue, live state and workers on a prepared database.
 * @param application URL of the database
 * @param seed folder of the catalogue that an empty database gets
 * @param opened gets all that is open, also when a later step fails; disposing of it stops the product
 * @param ending aborts the start between two steps
 * @throws StartFailure for every mistake that the operator can correct
 */
export async function startProduct(
  config: Config,
  application: string,
  seed: string,
  log: Logger,
  opened: AsyncDisposableStack,
  ending: AbortSignal,
): Promise<Product> {
  const components = opened.use(withinGrace(log))
  if (!config.secretKey || !config.smtpUrl) await makeWritable(config.dataDir)
  const secretKey = await secretKeyOf(config)
  const now = () => new Date()
  const db = openDatabase(application, { connections: 20 })
  components.defer(() => db.close())
  await assertLeastPrivilege(db)
  ending.throwIfAborted()
  if ((await db.prisma.office.count()) === 0) await importFrom(db, seed, now())

  ending.throwIfAborted()
  const { close, ...live } = await openLive(db, now, log)
  components.defer(close)
  const wakeWorker = () => workers.forEach((worker) => worker.wake())
  const app: App = { config, secretKey, db, ...live, log, now, wakeWorker }
  const workers: Worker[] = openWorkers(app, components)
  openRetention(app, components)
  const sealer = startSealer(app)
  components.defer(() => sealer.stop())
  // Last, because the password is shown only when all else has succeeded.
  const firstAdmin = await createFirstAdmin(db, config, now())
  return { app, firstAdmin }
}

/**
 * A stack of components that are closed in the opposite order. A component that hangs or throws on close must not delay
 * stopping the database, which is below them: after 4.5 seconds at most, closing them counts as done.
 */
export function withinGrace(log: Logger, graceMs = GRACE_MS): AsyncDisposableStack {
  const components = new AsyncDisposableStack()
  const closeAll = components.disposeAsync.bind(components)
  components[Symbol.asyncDispose] = async () => {
    const closing = closeAll().catch((error: Error) =>
      log.warn({ name: error.name }, 'a component failed to close'),
    )
    await Promise.race([closing, pause(graceMs)])
  }
  return components
}

/** One for mails, one for devices: a push service that hangs does not delay mails. */
function openWorkers(app: App, components: AsyncDisposableStack): Worker[] {
  const { db, config, secretKey, now, log } = app
  const sender = senderOf(app)
  const transport = openTransport(config)
  const contact = `mailto:${fromOf(sender, '').address}`
  const channels = [
    mailChannel({ db, transport, config: sender }),
    pushChannel({ db, keys: pushKeysOf(secretKey), contact, services: config.pushServices }),
  ]
  const workers = channels.map((channel) => startWorker({ db, channel, now, log, graceMillis: 3_000 }))
  components.defer(async () => {
    await Promise.all(workers.map((worker) => worker.stop()))
    transport.close()
  })
  return workers
}

/** Once at start and every hour. */
function openRetention({ db, config, log, now }: App, components: AsyncDisposableStack): void {
  const sweep = async () => {
    const at = now()
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
  components.defer(async () => {
    clearInterval(timer)
    await running
  })
}
