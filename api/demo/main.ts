import { existsSync } from 'node:fs'
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import pino from 'pino'
import { runningEmbedded, startEmbedded } from '../database/embedded.ts'
import { parseEnv } from '../env.ts'
import { StartFailure } from '../kernel/failure.ts'
import { fill } from './fill.ts'
import { ACCOUNTS, DEMO_PASSWORD } from './staff.ts'

const CATALOGUE = fileURLToPath(new URL('../../prisma/seed/merseburg', import.meta.url))
/** File in every folder that a demo has created; other folders are never emptied. */
const MARKER = 'this-is-a-demo'

/** Environment variables that a demo ignores: it has its own database and accounts, no provider, and sends no mails. */
const IGNORED_VARIABLES = [
  /^DATABASE_(OWNER_)?URL$/,
  /^OIDC_/,
  /^SMTP_URL$/,
  /^SECRET_KEY$/,
  /^ADMIN_/,
  /^STAFF_SECOND_FACTOR$/,
]

/**
 * Creates a town with weeks of invented bookings in a folder of its own, new at each start, and starts the product on it.
 * Options: `--seed N` reproduces a town, `--days N` of visits before today, `--data DIR` folder of the data.
 */
async function main(): Promise<void> {
  const { seed, days, data } = optionsIn(process.argv.slice(2))
  for (const name of Object.keys(process.env))
    if (IGNORED_VARIABLES.some((pattern) => pattern.test(name))) delete process.env[name]
  process.env.DATA_DIR = data
  process.env.LOG_LEVEL ||= 'warn'
  const config = parseEnv(process.env)

  await emptyFolder(data)
  const began = performance.now()
  console.log(`  Filling a demo (--seed ${seed}) …`)
  const { ending, release } = watchSignals()
  const options = { seed, days, catalogue: CATALOGUE }
  const bookings = await fill(config, options, pino({ level: 'warn' }), ending).catch((error: unknown) => {
    // An error after the abort is a consequence of it and is not reported.
    if (ending.aborted) process.exit(130)
    throw error
  })
  release()
  const seconds = Math.round((performance.now() - began) / 1000)
  console.log(`  ${bookings} bookings in ${seconds} s. All persons, addresses and numbers are invented.\n`)
  console.log(`  Sign in at /personal, everybody with the password ${DEMO_PASSWORD}:`)
  for (const { email, description } of ACCOUNTS) console.log(`    ${email.padEnd(24)}${description}`)
  console.log()
  await import('../main.ts')
}

function optionsIn(args: string[]): { seed: number; days: number; data: string } {
  const { values } = parseArgs({
    args,
    options: {
      seed: { type: 'string', default: String(Math.floor(Math.random() * 1e6)) },
      days: { type: 'string', default: '14' },
      data: { type: 'string', default: '.demo' },
    },
  })
  const [seed, days] = [Number(values.seed), Number(values.days)]
  if (!Number.isInteger(seed) || seed < 0) throw new StartFailure('--seed must be a whole number.')
  if (!Number.isInteger(days) || days < 1 || days > 28) throw new StartFailure('--days must be 1 to 28.')
  return { seed, days, data: values.data }
}

/** @throws StartFailure if the folder contains something other than a demo, or its demo is running */
async function emptyFolder(folder: string): Promise<void> {
  const found: string[] = await readdir(folder).catch(() => [])
  if (found.length > 0 && !found.includes(MARKER))
    throw new StartFailure(`${resolve(folder)} holds something else than a demo. Name another with --data.`)
  // Starting takes the lock of the folder: it fails if a demo is running, and stops an orphaned server.
  if (existsSync(join(folder, 'postgres')) && (await runningEmbedded(folder)))
    await (await startEmbedded(folder)).stop()
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, MARKER), '')
}

/**
 * Aborts filling when the process receives a signal to stop.
 * @returns the abort signal, and `release`, which removes the listeners so that the product can handle the signals
 */
function watchSignals(): { ending: AbortSignal; release(): void } {
  const controller = new AbortController()
  const end = () => controller.abort()
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const signal of signals) process.on(signal, end)
  process.on('disconnect', end)
  const release = () => {
    for (const signal of signals) process.off(signal, end)
    process.off('disconnect', end)
  }
  return { ending: controller.signal, release }
}

main().catch((error: unknown) => {
  if (error instanceof StartFailure) console.error(`\n  ${error.message}\n`)
  else console.error(error)
  process.exit(1)
})
