// The demo that the screenshots show: the one at URL, or one that is started for the script.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
/** A fixed seed, so that new screenshots differ only if the product has changed. */
const SEED = '1'

/** @returns {Promise<{ url: string, end(): void }>} */
export async function demo() {
  if (process.env.URL) return { url: process.env.URL, end() {} }
  const args = ['api/launch.mjs', 'demo', '--seed', SEED, '--data', '.demo']
  const child = spawn(process.execPath, args, { cwd: ROOT, env: { ...process.env, PORT: '0' } })
  let output = ''
  const url = await new Promise((resolve, reject) => {
    const listen = (chunk) => {
      output += chunk
      const address = /Terminklick is ready: (http\S+)/.exec(output)?.[1]
      if (address) resolve(address)
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.once('exit', () => reject(new Error(`The demo did not start:\n${output}`)))
  })
  return { url, end: () => child.kill('SIGTERM') }
}

/** Today, or at a weekend the last Friday, as YYYY-MM-DD, because weekends have no bookings. */
export function lastWorkday() {
  const day = new Date()
  while (day.getDay() === 0 || day.getDay() === 6) day.setDate(day.getDate() - 1)
  return dateOf(day)
}

/** The day a number of days ago, as YYYY-MM-DD. */
export function daysAgo(days) {
  return dateOf(new Date(Date.now() - days * 86_400_000))
}

const dateOf = (instant) => instant.toLocaleDateString('sv')
