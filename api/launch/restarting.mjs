import { watch } from 'node:fs'
import { join } from 'node:path'
import { ownEnv, ROOT, say } from './project.mjs'
import { isEnding, runNode } from './run.mjs'

/** The sources of the API, besides the packages. */
const FOLDERS = [join(ROOT, 'api'), join(ROOT, 'prisma')]
const SOURCE = /\.(ts|json|sql)$/
/** Editors write several files for one save. */
const SETTLES_MS = 100

/**
 * Runs a script of the API until the launcher ends, and restarts it whenever a source has changed. When it ends by
 * itself, as after a mistake in a source, its message stays on the terminal and the next change starts it again.
 * @param {string[]} args
 * @param {{ env: object }} options
 * @returns {{ isRunning: () => boolean, ended: Promise<void> }} isRunning: false after it has ended by itself
 */
export function runRestarting(args, { env }) {
  let running = true
  let onChange = () => {}
  const watchers = FOLDERS.map((folder) => watchSources(folder, () => onChange()))

  async function runOnce() {
    const stop = new AbortController()
    const change = new Promise((resolve) => (onChange = resolve)).then(() => stop.abort())
    running = true
    await runNode(args, { env: { ...ownEnv(), ...env }, ipc: true, stop: stop.signal })
    if (isEnding()) return
    if (stop.signal.aborted) return say('A source of the API has changed: restarting it …')
    running = false
    say('The API has ended. It starts again when a source is saved.')
    await Promise.race([change, ending()])
  }

  async function runUntilEnd() {
    while (!isEnding()) await runOnce()
    for (const watcher of watchers) watcher.close()
  }

  return { isRunning: () => running, ended: runUntilEnd() }
}

function watchSources(folder, onChange) {
  let timer
  return watch(folder, { recursive: true }, (_, file) => {
    // Generated code changes when the database's schema does, which is a source as well.
    if (!file || !SOURCE.test(file) || file.startsWith('generated')) return
    clearTimeout(timer)
    timer = setTimeout(onChange, SETTLES_MS)
  })
}

/** Resolves when the launcher has been told to end. */
function ending() {
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      if (!isEnding()) return
      clearInterval(timer)
      resolve()
    }, 100)
  })
}
