import { watch } from 'node:fs'
import { join } from 'node:path'
import { programEnv, ROOT, printProgress } from './project.mjs'
import { isEnding, runNode } from './run.mjs'

/** Watched folders: the sources of the API. */
const FOLDERS = [join(ROOT, 'api'), join(ROOT, 'prisma')]
const SOURCE = /\.(ts|json|sql)$/
/** Editors may write several files for one save. */
const DEBOUNCE_MS = 100

/**
 * Runs a script of the API until the launcher ends, and restarts it when a source changes. When it ends by itself, e.g.
 * because of an error in a source, the next change starts it again.
 * @param {string[]} args
 * @param {{ env: object }} options
 * @returns {{ isRunning: () => boolean, ended: Promise<void> }} isRunning: false after the script has ended by itself
 */
export function runRestarting(args, { env }) {
  let running = true
  let onChange = () => {}
  const watchers = FOLDERS.map((folder) => watchSources(folder, () => onChange()))

  async function runOnce() {
    const stop = new AbortController()
    const change = new Promise((resolve) => (onChange = resolve)).then(() => stop.abort())
    running = true
    await runNode(args, { env: { ...programEnv(), ...env }, ipc: true, stop: stop.signal })
    if (isEnding()) return
    if (stop.signal.aborted) return printProgress('A source of the API has changed: restarting it …')
    running = false
    printProgress('The API has ended. It starts again when a source is saved.')
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
    // Generated code is written by the launcher itself, before the API starts.
    if (!file || !SOURCE.test(file) || file.startsWith('generated')) return
    clearTimeout(timer)
    timer = setTimeout(onChange, DEBOUNCE_MS)
  })
}

/** Resolves when the launcher was asked to end. */
function ending() {
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      if (!isEnding()) return
      clearInterval(timer)
      resolve()
    }, 100)
  })
}
