import { Worker } from 'node:worker_threads'

/** Input of one key derivation. */
export interface Task {
  id: number
  message: Uint8Array
  nonce: Uint8Array
  cost: { memory: number; passes: number; parallelism: number; tagLength: number }
}

/** The queue is full; nothing was computed. */
export class PasswordsBusy extends Error {
  override name = 'PasswordsBusy'
}

/** Maximum length of the queue. At about 0.2 s for a hash, the last one waits about eight seconds. */
const QUEUE_LIMIT = 40

interface Waiting {
  resolve(key: Buffer): void
  reject(error: Error): void
}

/** Waiting derivations by id, first in, first out. */
const queue = new Map<number, Waiting>()
let thread: Worker | undefined
let tasks = 0

/**
 * Derives a key in the worker thread, in order of arrival. One at a time and at low priority, so that bookings do not
 * become slower when all staff sign in at the same time in the morning.
 * @throws PasswordsBusy when the queue is full
 */
export function derive(task: Omit<Task, 'id'>): Promise<Buffer> {
  if (queue.size >= QUEUE_LIMIT) throw new PasswordsBusy()
  const id = ++tasks
  thread ??= open()
  // The process must not exit while derivations wait.
  thread.ref()
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>()
  queue.set(id, { resolve, reject })
  thread.postMessage({ id, ...task } satisfies Task)
  return promise
}

function open(): Worker {
  // The worker needs neither the environment nor the options of this process.
  const worker = new Worker(new URL('./password-hash-worker.ts', import.meta.url), { env: {}, execArgv: [] })
  worker.on('message', ({ id, key }: { id: number; key: Uint8Array }) => {
    queue.get(id)?.resolve(Buffer.from(key))
    queue.delete(id)
    if (queue.size === 0) worker.unref()
  })
  // After an error (e.g. out of memory) all waiting derivations are rejected; the next one starts a new worker.
  worker.once('error', (error) => fail(worker, error as Error))
  worker.once('exit', (code) => fail(worker, new Error(`the worker for password hashes ended with ${code}`)))
  worker.unref()
  return worker
}

function fail(worker: Worker, error: Error): void {
  if (thread !== worker) return
  thread = undefined
  for (const { reject } of queue.values()) reject(error)
  queue.clear()
}
