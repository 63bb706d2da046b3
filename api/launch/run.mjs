import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { delimiter, join } from 'node:path'
import { LaunchFailure } from './failure.mjs'
import { NODE_FLAGS, PINNED_NODE, ROOT } from './project.mjs'

/** SIGKILL follows SIGTERM after so long. The product needs at most 9.5 s to shut down. */
const KILL_AFTER_MS = 9_700
/** For steps of the preparation: interrupted ones are repeated at the next start, so they need no clean shutdown. */
const KILL_PREPARATION_AFTER_MS = 1_000

/** Running child processes, each with its time between SIGTERM and SIGKILL. */
const children = new Map()
let ending = false

/** Whether this process was asked to end. */
export const isEnding = () => ending

/**
 * Runs a program and resolves to its exit code and, when captured, its output. It stays in the process group of the
 * launcher, so that Ctrl-C in the terminal, or a kill of the group, reaches it also when the launcher was killed.
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd?: string, env?: object, capture?: boolean, ipc?: boolean, timeoutMs?: number, stop?: AbortSignal }}
 * [options]
 *   ipc: opens a channel, whose end tells the child that the launcher has ended; stop: sends SIGTERM when aborted
 * @returns {Promise<{ code: number, output: string }>} code is 128 + the number of the signal that ended the program
 */
export function run(
  program,
  args,
  { cwd = ROOT, env = process.env, capture = false, ipc = false, timeoutMs = 0, stop } = {},
) {
  if (ending) throw new LaunchFailure('Ended.')
  const target = capture ? 'pipe' : 'inherit'
  // No stdin: a program that asks a question must not wait for an answer.
  const stdio = ['ignore', target, target, ...(ipc ? ['ipc'] : [])]
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, stdio })
    children.set(child, capture ? KILL_PREPARATION_AFTER_MS : KILL_AFTER_MS)
    let output = ''
    child.stdout?.on('data', (chunk) => (output += chunk))
    child.stderr?.on('data', (chunk) => (output += chunk))
    const timeout =
      timeoutMs &&
      setTimeout(() => (output += '\n(killed after a timeout)\n') && child.kill('SIGKILL'), timeoutMs)
    const end = () => {
      child.kill('SIGTERM')
      setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS).unref()
    }
    stop?.addEventListener('abort', end)
    const done = () => {
      clearTimeout(timeout)
      stop?.removeEventListener('abort', end)
      children.delete(child)
    }
    child.once('error', (error) => {
      done()
      reject(error)
    })
    child.once('close', (code, signal) => {
      done()
      resolve({ code: code ?? 128 + (constants.signals[signal] ?? 0), output })
    })
  })
}

/** Runs a script on the pinned Node, with the installed commands first on PATH. */
export function runNode(args, { env = process.env, ...options } = {}) {
  // As npm does for its scripts; the launcher may have been called without npm.
  const path = [join(ROOT, 'node_modules', '.bin'), env.PATH].filter(Boolean).join(delimiter)
  return run(PINNED_NODE, [...NODE_FLAGS, ...args], { ...options, env: { ...env, PATH: path } })
}

/**
 * Forwards SIGINT and SIGTERM to the child processes, and ends them when the terminal is closed or the parent process
 * (npm) has ended. A signal may arrive twice, from the terminal and from npm; the product handles that.
 */
export function forwardSignals() {
  const end = (signal) => {
    for (const [child, killAfter] of children) {
      child.kill(signal)
      if (!ending) setTimeout(() => child.kill('SIGKILL'), killAfter).unref()
    }
    ending = true
  }
  process.on('SIGINT', () => end('SIGINT'))
  process.on('SIGTERM', () => end('SIGTERM'))
  process.on('SIGHUP', () => end('SIGTERM'))
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && !ending && end('SIGTERM'), 250).unref()
}
