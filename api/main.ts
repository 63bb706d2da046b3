import { stat } from 'node:fs/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import pino from 'pino'
import { prepareDatabase } from './database/prepare-database.ts'
import { listeningOn, parseEnv } from './env.ts'
import type { Config } from './kernel/config.ts'
import { StartFailure } from './kernel/failure.ts'
import { listen, type Serving } from './server.ts'
import type { FirstAdmin } from './staff/first-admin.ts'

const SEED = fileURLToPath(new URL('../prisma/seed/merseburg', import.meta.url))
const PAGES = fileURLToPath(new URL('../web/build/handler.js', import.meta.url))

/** Upper bound of an orderly stop; then the process exits. */
const STOP_TIMEOUT_MS = 9_500

/** Aborted by the first signal to stop. */
const ending = new AbortController()

/** The whole product in one process: pages, API and worker. Ends with exit code 1 and one sentence when it can't. */
async function main(): Promise<void> {
  const given = parseEnv(process.env)
  const http = await listen(given)
  const config = listeningOn(given, http.port)
  await requirePages(config)
  const opened = new AsyncDisposableStack()
  const starting = start(config, opened)
  // A stop during the start waits for the running step, so that resources it opens are closed too.
  const stop = () => Promise.all([http.stop(), starting.catch(() => {}).then(() => opened.disposeAsync())])
  const end = endingWith(stop)
  const { serving, firstAdmin, databaseFailed } = await starting.catch(async (error: unknown) => {
    if (!ending.signal.aborted) await stop()
    throw error
  })
  // Printed also when a signal arrived meanwhile: the password is shown only once.
  if (firstAdmin) console.log(`\n  ${introduction(firstAdmin)}`)
  if (ending.signal.aborted) return
  http.serve(serving)
  if (!config.smtpUrl)
    console.log(`  Mails are written to ${config.dataDir}/mail (set SMTP_URL to send them).`)
  console.log(`  Terminklick is ready: ${config.publicUrl}\n`)
  void databaseFailed.then(({ message }) => {
    console.error(`\n  ${message}\n`)
    end(1)
  })
}

interface Started {
  serving: Serving
  firstAdmin: FirstAdmin | null
  /** Resolves when the embedded database ended and could not be started again. */
  databaseFailed: Promise<StartFailure>
}

/**
 * Starts everything that answers requests. Most modules are imported only when the database is prepared, so that a start
 * that has to be refused is refused at once.
 */
async function start(config: Config, opened: AsyncDisposableStack): Promise<Started> {
  const log = pino({ level: config.logLevel })
  const { application, failed } = await prepareDatabase(config, log, opened, ending.signal)
  const { startProduct } = await import('./product.ts')
  const { app, firstAdmin } = await startProduct(config, application, SEED, log, opened, ending.signal)
  const { createGraphQLServer } = await import('./graphql/yoga.ts')
  const serving = { app, graphql: createGraphQLServer(app), pages: await pagesHandler() }
  return { serving, firstAdmin, databaseFailed: failed }
}

const introduction = ({ email, password }: FirstAdmin): string =>
  `First admin: ${email}, ${password ? `password (shown once): ${password}` : 'with ADMIN_PASSWORD'}`

const arePagesBuilt = () =>
  stat(PAGES).then(
    () => true,
    () => false,
  )

/** @throws StartFailure if the pages are not built; in development, Vite serves them from their sources */
async function requirePages({ production }: Config): Promise<void> {
  if (production && !(await arePagesBuilt()))
    throw new StartFailure('The pages are not built. Start with `npm start`, which builds them.')
}

/** SvelteKit's handler, if the pages are built. It takes its own address from PUBLIC_URL and the request. */
async function pagesHandler(): Promise<Serving['pages']> {
  if (await arePagesBuilt()) return (await import(pathToFileURL(PAGES).href)).handler
}

/**
 * Stops in order on SIGINT, SIGTERM, SIGHUP and when the parent process ends. SIGINT arrives twice, from the terminal and
 * from npm: the second one is ignored.
 * @returns stops the process with an exit code
 */
function endingWith(stop: () => Promise<unknown>): (code: number) => void {
  const end = (code: number) => {
    if (ending.signal.aborted) return
    ending.abort()
    setTimeout(() => process.exit(1), STOP_TIMEOUT_MS).unref()
    stop().then(
      () => process.exit(code),
      () => process.exit(1),
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end(0))
  if (process.connected) process.on('disconnect', () => end(0))
  // The parent has ended already; undefined without an IPC channel.
  if (process.connected === false) end(0)
  return end
}

main().catch((error: unknown) => {
  // Failures caused by stopping are not reported.
  if (ending.signal.aborted) return
  if (error instanceof StartFailure) console.error(`\n  ${error.message}\n`)
  else console.error(error)
  process.exit(1)
})
