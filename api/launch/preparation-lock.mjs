import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { LaunchFailure } from './failure.mjs'
import { isEnding } from './run.mjs'
import { ROOT, say } from './project.mjs'

/** Beside node_modules, which an installation empties. */
const FILE = join(ROOT, '.preparing')
const BEAT_MS = 1_000
/** Process numbers mean nothing in another container, so a holder shows by the file's time that it is alive. */
const DEAD_AFTER_MS = 8_000

/**
 * Does something while no other start prepares this folder: `npm start` and `npm test` side by side take turns.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function inTurn(work) {
  const ours = `${process.pid} ${Math.random()}`
  let waiting = false
  while (!(await take(ours))) {
    if (isEnding()) throw new LaunchFailure('Ended.')
    if (!waiting) say('Waiting for another start that prepares this folder …')
    waiting = true
    await pause(250)
  }
  const beat = setInterval(() => utimesSync(FILE, new Date(), new Date()), BEAT_MS)
  try {
    return await work()
  } finally {
    clearInterval(beat)
    rmSync(FILE, { force: true })
  }
}

async function take(ours) {
  try {
    writeFileSync(FILE, ours, { flag: 'wx' })
  } catch (error) {
    if (error.code !== 'EEXIST') {
      throw new LaunchFailure(`The folder ${ROOT} must be prepared, but cannot be written (${error.code}).`)
    }
    if (ageOf(FILE) > DEAD_AFTER_MS) rmSync(FILE, { force: true })
    return false
  }
  // Two that found a dead holder at once may have removed each other's file: the last one written counts.
  await pause(50)
  return contentOf(FILE) === ours
}

const ageOf = (file) => Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())

function contentOf(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
