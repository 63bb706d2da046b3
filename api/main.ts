import { stat } from 'node:fs/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import pino from 'pino'
import { parseEnv } from './env.ts'
import { StartFailure } from './failure.ts'
import { startProduct } from './product.ts'
import { listen } from './server.ts'
import { createGraphQLServer } from './yoga.ts'

const SEED = fileURLToPath(new URL('../prisma/seed/merseburg', import.meta.url))
const PAGES = fileURLToPath(new URL('../web/build/handler.js', import.meta.url))

/** The whole product in one process: pages, API and worker. Ends with exit code 1 and one sentence when it can't. */
async function main(): Promise<void> {
  const config = parseEnv(process.env)
  const log = pino({ level: process.env.LOG_LEVEL ?? 'info' })
  const http = await listen(config.host, config.port)
  const product = await startProduct(config, SEED, log).catch(async (error) => {
    await http.stop()
    throw error
  })
  endOnSignal(async () => {
    await Promise.all([http.stop(), product.stop()])
  })
  http.serve({ app: product.app, graphql: createGraphQLServer(product.app), pages: await pagesHandler(config.publicUrl) })
  if (product.firstAdmin?.password) {
    const { email, password } = product.firstAdmin
    console.log(`\n  First admin (shown once): ${email}  ${password}`)
  }
  if (!config.smtpUrl) console.log(`  Mails are written to ${config.dataDir}/mail (set SMTP_URL to send them).`)
  console.log(`  Terminklick is ready: ${config.publicUrl}\n`)
}

/** SvelteKit's handler reads its own address from the environment when it is loaded. */
async function pagesHandler(publicUrl: string) {
  process.env.ORIGIN ??= publicUrl
  await stat(PAGES).catch(() => {
    throw new StartFailure('The pages are not built. Start with `npm start`, which builds them.')
  })
  const { handler } = await import(pathToFileURL(PAGES).href)
  return handler
}

/** Ctrl-C and SIGTERM end everything in order; a second one, or ten seconds, at once. */
function endOnSignal(stop: () => Promise<void>): void {
  let ending = false
  const end = () => {
    if (ending) process.exit(1)
    ending = true
    setTimeout(() => process.exit(1), 9_500).unref()
    stop().then(() => process.exit(0), () => process.exit(1))
  }
  process.on('SIGINT', end)
  process.on('SIGTERM', end)
}

main().catch((error: unknown) => {
  if (error instanceof StartFailure) console.error(`\n  ${error.message}\n`)
  else console.error(error)
  process.exit(1)
})
