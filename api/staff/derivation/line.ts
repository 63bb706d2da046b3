import { Worker } from 'node:worker_threads'

/** What a key is derived from. */
export interface Task {
  id: number
  message: Uint8Array
  nonce: Uint8Array
  cost: { memory: number; passes: number; parallelism: number; tagLength: number }
}

/** Too many passwords are being looked at; nothing was. */
export class PasswordsBusy extends Error {
  override name = 'PasswordsBusy'
}

/** So many wait in line: some seconds of patience. */
const LONGEST_LINE = 40

interface Waiting {
  resolve(key: Buffer): void
  reject(error: Error): void
}

/** Everybody in line, in order; the thread works through them. */
const line = new Map<number, Waiting>()
let thread: Worker | undefined
let tasks = 0

/**
 * Derives a key in the one thread for it, when all who came before are done. One at a time, and behind all other work:
 * at eight o'clock a whole house signs in within the same seconds, and citizens who book must not notice.
 * @throws PasswordsBusy
 */
export function derive(task: Omit<Task, 'id'>): Promise<Buffer> {
  if (line.size >= LONGEST_LINE) throw new PasswordsBusy()
  const id = ++tasks
  thread ??= open()
  // As long as somebody waits, the process must not end.
  thread.ref()
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>()
  line.set(id, { resolve, reject })
  thread.postMessage({ id, ...task } satisfies Task)
  return promise
}

function open(): Worker {
  // It needs neither the environment nor the options of this process.
  const worker = new Worker(new URL('./thread.ts', import.meta.url), { env: {}, execArgv: [] })
  worker.on('message', ({ id, key }: { id: number; key: Uint8Array }) => {
    line.get(id)?.resolve(Buffer.from(key))
    line.delete(id)
    if (line.size === 0) worker.unref()
  })
  // No memory left, for instance: those in line hear of it, and the next one finds a new thread.
  worker.once('error', (error) => fail(worker, error as Error))
  worker.once('exit', (code) => fail(worker, new Error(`the thread for passwords ended with ${code}`)))
  worker.unref()
  return worker
}

function fail(worker: Worker, error: Error): void {
  if (thread !== worker) return
  thread = undefined
  for (const { reject } of line.values()) reject(error)
  line.clear()
}
