import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { LaunchFailure } from './failure.mjs'
import { isEnding } from './run.mjs'
import { ROOT, printProgress } from './project.mjs'

/** Lock file. Not in node_modules, which an installation empties. */
const FILE = join(ROOT, '.preparing')
/** The holder updates the time of the file so often. */
const HEARTBEAT_MS = 1_000
/** An older file belongs to a killed process. Process ids cannot be used: the holder may run in another container. */
const STALE_AFTER_MS = 8_000

/**
 * Runs `work` while no other start prepares this folder, e.g. `npm start` beside `npm test`.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withPreparationLock(work) {
  const ours = `${process.pid} ${Math.random()}`
  let waiting = false
  while (!(await acquire(ours))) {
    if (isEnding()) throw new LaunchFailure('Ended.')
    if (!waiting) printProgress('Waiting for another start that prepares this folder …')
    waiting = true
    await pause(250)
  }
  const heartbeat = setInterval(() => touchLock(ours), HEARTBEAT_MS)
  try {
    return await work()
  } finally {
    clearInterval(heartbeat)
    if (contentOf(FILE) === ours) rmSync(FILE, { force: true })
  }
}

/**
 * Writes the time of this process: a file that was just written has the time of the file server, which may differ. Does
 * nothing when another start has taken the lock, as happens after a long pause of this process.
 */
function touchLock(ours) {
  try {
    if (contentOf(FILE) === ours) utimesSync(FILE, new Date(), new Date())
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
  }
}

async function acquire(ours) {
  try {
    writeFileSync(FILE, ours, { flag: 'wx' })
    touchLock(ours)
  } catch (error) {
    if (error.code !== 'EEXIST') {
      throw new LaunchFailure(`The folder ${ROOT} must be prepared, but cannot be written (${error.code}).`)
    }
    if (ageOf(FILE) > STALE_AFTER_MS) rmSync(FILE, { force: true })
    return false
  }
  // Two starts that find a stale file at once may delete each other's new file: the last one written is valid.
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
