import { randomBytes, timingSafeEqual } from 'node:crypto'
import { derive, PasswordsBusy } from './password-hash-queue.ts'

export { PasswordsBusy }

// RFC 9106 §4, second recommended option (for limited memory): 64 MiB for some tenths of a second, in a worker thread.
const COST = { memory: 65_536, passes: 3, parallelism: 4 }
const TAG_BYTES = 32

/** Time after which a caller should try again when the queue was full. */
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
 * Whether a password matches a hash. Takes the same time without a hash, so that response times do not reveal whether an
 * account exists.
 * @throws PasswordsBusy
 */
export async function verifyPassword(password: string, hash: string | null): Promise<boolean> {
  const [, , , , salt, tag] = (hash ?? DUMMY_HASH).split('$')
  const found = await tagOf(password, Buffer.from(salt!, 'base64'))
  const expected = Buffer.from(tag!, 'base64')
  return found.length === expected.length && timingSafeEqual(found, expected) && hash !== null
}

const DUMMY_HASH = `$argon2id$v=19$m=0,t=0,p=0$${Buffer.alloc(16).toString('base64')}$${Buffer.alloc(TAG_BYTES).toString('base64')}`

async function tagOf(password: string, nonce: Uint8Array): Promise<Buffer> {
  // NFKC, so that the same characters give the same bytes on all devices.
  const message = Buffer.from(password.normalize('NFKC'))
  return derive({ message, nonce, cost: { ...COST, tagLength: TAG_BYTES } })
}
