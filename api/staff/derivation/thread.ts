import { argon2Sync } from 'node:crypto'
import { setPriority } from 'node:os'
import { parentPort } from 'node:worker_threads'
import type { Task } from './line.ts'

/*
 * A thread that derives keys from passwords, one after the other, and gives way to everything else. It is handed tasks
 * and hands back keys; see line.ts.
 */

/**
 * A third of what the thread has that answers citizens (weights of Linux's scheduler: 335 to 1024). Measured on two
 * cores while 20 sign in again and again: booking's p95 is 1.4 times its idle value, and was 3.6 times without.
 */
const NICE = 5

// On Linux alone is a priority that of a thread; elsewhere it would be the whole product's.
if (process.platform === 'linux') setPriority(0, NICE)

parentPort!.on('message', ({ id, message, nonce, cost }: Task) => {
  parentPort!.postMessage({ id, key: argon2Sync('argon2id', { message, nonce, ...cost }) })
})
