import { argon2Sync } from 'node:crypto'
import { setPriority } from 'node:os'
import { parentPort } from 'node:worker_threads'
import type { Task } from './password-hash-queue.ts'

/* Worker thread that derives keys from passwords, one after the other, at low priority; see password-hash-queue.ts. */

/**
 * Nice value: a third of the processor share of the main thread (weights of Linux's scheduler: 335 to 1024). Measured on
 * two cores with 20 repeated sign-ins: p95 of a booking is 1.4 times its idle value; without it, 3.6 times.
 */
const NICE = 5

// Only Linux sets the priority of a thread; elsewhere it would apply to the whole process.
if (process.platform === 'linux') setPriority(0, NICE)

parentPort!.on('message', ({ id, message, nonce, cost }: Task) => {
  parentPort!.postMessage({ id, key: argon2Sync('argon2id', { message, nonce, ...cost }) })
})
