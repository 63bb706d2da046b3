import { derive as deriveInFull } from '../../api/staff/password/password-hash-queue.ts'

export { PasswordsBusy } from '../../api/staff/password/password-hash-queue.ts'

/**
 * The queue of key derivations as API tests have it, see vitest.config.ts: the same argon2id in the same worker thread,
 * with little memory and one pass. In full a password takes 0.3 s of the processor, and API tests need hundreds. Unit
 * tests and all that starts the product derive in full.
 */
export const derive: typeof deriveInFull = (task) =>
  deriveInFull({ ...task, cost: { ...task.cost, memory: 256, passes: 1 } })
