import { stat } from 'node:fs/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import pino from 'pino'
import { listeningOn, parseEnv } from './env.ts'
import type { Config } from './kernel/config.ts'
import { StartFailure } from './kernel/failure.ts'
import { startProduct } from './product.ts'
import { listen, type Serving } from './server.ts'
import type { FirstAdmin } from './staff/first-admin.ts'
import { createGraphQLServer } from './graphql/yoga.ts'

const SEED = fileURLToPath(new URL('../prisma/seed/merseburg', import.meta.url))
const PAGES = fileURLToPath(new URL('../web/build/handler.js', import.meta.url))

/** Everything ends within ten seconds; what is not ready by then is cut off. */
const PATIENCE_MS = 9_500

/** Aborted when the process has been told to end. */
const ending = new AbortController()

/** The whole product in one process: pages, API and worker. Ends with exit code 1 and one sentence when it can't. */
async function main(): Promise<void> {
  const given = parseEnv(process.env)
  const http = await listen(given)
  const config = listeningOn(given, http.port)
  const pages = await pagesOf(config)
  const opened = new AsyncDisposableStack()
  const starting = startProduct(config, SEED, pino({ level: config.logLevel }), opened, ending.signal)
  // During the start the step that runs is waited for: what it opens must be closed as well.
  const stop = () => Promise.all([http.stop(), starting.catch(() => {}).then(() => opened.disposeAsync())])
  endOnSignal(stop)
  const product = await starting.catch(async (error: unknown) => {
    if (!ending.signal.aborted) await stop()
    throw error
  })
  // Also when we have been told to end meanwhile: nobody will be told this password again.
  if (product.firstAdmin) console.log(`\n  ${introduction(product.firstAdmin)}`)
  if (ending.signal.aborted) return
  http.serve({ app: product.app, graphql: createGraphQLServer(product.app), pages })
  if (!config.smtpUrl)
    console.log(`  Mails are written to ${config.dataDir}/mail (set SMTP_URL to send them).`)
  console.log(`  Terminklick is ready: ${config.publicUrl}\n`)
}

const introduction = ({ email, password }: FirstAdmin): string =>
  `First admin: ${email}, ${password ? `password (shown once): ${password}` : 'with ADMIN_PASSWORD'}`

/** SvelteKit's handler. The pages know their own address by PUBLIC_URL and by the request. */
async function pagesOf({ production }: Config): Promise<Serving['pages']> {
  if (!(await stat(PAGES).catch(() => null))) {
    // In development Vite serves them from their sources.
    if (!production) return undefined
    throw new StartFailure('The pages are not built. Start with `npm start`, which builds them.')
  }
  const { handler } = await import(pathToFileURL(PAGES).href)
  return handler
}

/**
 * Ctrl-C, SIGTERM, a closed terminal and the end of the one who started us end everything in order. Ctrl-C comes
 * twice, from the terminal and from npm: the second changes nothing.
 */
function endOnSignal(stop: () => Promise<unknown>): void {
  const end = () => {
    if (ending.signal.aborted) return
    ending.abort()
    setTimeout(() => process.exit(1), PATIENCE_MS).unref()
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end)
  if (process.connected) process.on('disconnect', end)
  // Already gone; undefined when there never was a channel.
  if (process.connected === false) end()
}

main().catch((error: unknown) => {
  // What fails because it is being ended is not worth a word.
  if (ending.signal.aborted) return
  if (error instanceof StartFailure) console.error(`\n  ${error.message}\n`)
  else console.error(error)
  process.exit(1)
})
