import { randomBytes, timingSafeEqual } from 'node:crypto'
import { derive, PasswordsBusy } from './derivation/line.ts'

export { PasswordsBusy }

// RFC 9106 §4, second recommended option: for memory-constrained environments. A sign-in costs 64 MiB for
// some tenths of a second, in a thread of its own.
const COST = { memory: 65_536, passes: 3, parallelism: 4 }
const TAG_BYTES = 32

/** When whoever was sent away should come again. */
export const BUSY_MS = 10_000

/**
 * The argon2id hash of a password as PHC string.
 * @throws PasswordsBusy
 */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const tag = await tagOf(password, salt)
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64').replace(/=+$/, '')
  return `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${text(salt)}$${text(tag)}`
}

/**
 * Whether a password belongs to a hash. Costs the same when there is no hash, so that an unknown user and a
 * wrong password can't be told apart by the time that the answer takes.
 * @throws PasswordsBusy
 */
export async function verifyPassword(password: string, hash: string | null): Promise<boolean> {
  const [, , , , salt, tag] = (hash ?? NOBODY).split('$')
  const found = await tagOf(password, Buffer.from(salt!, 'base64'))
  const expected = Buffer.from(tag!, 'base64')
  return found.length === expected.length && timingSafeEqual(found, expected) && hash !== null
}

const NOBODY = `$argon2id$v=19$m=0,t=0,p=0$${Buffer.alloc(16).toString('base64')}$${Buffer.alloc(TAG_BYTES).toString('base64')}`

async function tagOf(password: string, nonce: Uint8Array): Promise<Buffer> {
  // NFKC: the same keys give the same password on every device.
  const message = Buffer.from(password.normalize('NFKC'))
  return derive({ message, nonce, cost: { ...COST, tagLength: TAG_BYTES } })
}
