import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { delimiter, join } from 'node:path'
import { LaunchFailure } from './failure.mjs'
import { NODE_FLAGS, PINNED_NODE, ROOT } from './project.mjs'

/**
 * The product ends within 9.5 s by itself; what is still there then is ended the hard way. Preparations are made anew
 * when they were broken off, so they need not end in order.
 */
const PATIENCE_MS = 9_700
const PATIENCE_WITH_PREPARATIONS_MS = 1_000

/** Each with the time that it gets to end in order. */
const children = new Map()
let ending = false

/** Whether somebody asked us to end. */
export const isEnding = () => ending

/**
 * Runs a program to its end and answers with its exit code and, when captured, what it said. It stays in our process
 * group, so that a terminal's Ctrl-C, or a kill of the whole group, reaches it even when we are gone.
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd?: string, env?: object, capture?: boolean, ipc?: boolean, timeoutMs?: number, stop?: AbortSignal }} [options]
 *   ipc: the child learns from a closed channel that we are gone; stop: ends the child in order when aborted
 * @returns {Promise<{ code: number, output: string }>} code is 128 + the signal's number when one ended it
 */
export function run(
  program,
  args,
  { cwd = ROOT, env = process.env, capture = false, ipc = false, timeoutMs = 0, stop } = {},
) {
  if (ending) throw new LaunchFailure('Ended.')
  const output = capture ? 'pipe' : 'inherit'
  // Nothing of ours asks questions, and what might ask must not wait for an answer.
  const stdio = ['ignore', output, output, ...(ipc ? ['ipc'] : [])]
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, stdio })
    children.set(child, capture ? PATIENCE_WITH_PREPARATIONS_MS : PATIENCE_MS)
    let said = ''
    child.stdout?.on('data', (chunk) => (said += chunk))
    child.stderr?.on('data', (chunk) => (said += chunk))
    const late =
      timeoutMs &&
      setTimeout(() => (said += '\n(took too long and was ended)\n') && child.kill('SIGKILL'), timeoutMs)
    const end = () => {
      child.kill('SIGTERM')
      setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS).unref()
    }
    stop?.addEventListener('abort', end)
    const done = () => {
      clearTimeout(late)
      stop?.removeEventListener('abort', end)
      children.delete(child)
    }
    child.once('error', (error) => {
      done()
      reject(error)
    })
    child.once('close', (code, signal) => {
      done()
      resolve({ code: code ?? 128 + (constants.signals[signal] ?? 0), output: said })
    })
  })
}

/** Runs a script on the pinned Node, with its tools first on PATH. */
export function runNode(args, { env = process.env, ...options } = {}) {
  // npm sets PATH like this for its scripts; called without npm, what starts programs by name needs it as well.
  const path = [join(ROOT, 'node_modules', '.bin'), env.PATH].filter(Boolean).join(delimiter)
  return run(PINNED_NODE, [...NODE_FLAGS, ...args], { ...options, env: { ...env, PATH: path } })
}

/**
 * Passes Ctrl-C and SIGTERM on to what runs, and ends it likewise when the terminal closes or the one who started us
 * (npm) is gone. A signal may come twice, from the terminal and from npm; those who get it are prepared for that.
 */
export function endChildrenWithUs() {
  const end = (signal) => {
    for (const [child, patience] of children) {
      child.kill(signal)
      if (!ending) setTimeout(() => child.kill('SIGKILL'), patience).unref()
    }
    ending = true
  }
  process.on('SIGINT', () => end('SIGINT'))
  process.on('SIGTERM', () => end('SIGTERM'))
  process.on('SIGHUP', () => end('SIGTERM'))
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && !ending && end('SIGTERM'), 250).unref()
}
