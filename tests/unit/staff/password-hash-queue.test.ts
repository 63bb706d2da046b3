import { expect, test } from 'vitest'
import { derive, PasswordsBusy } from '../../../api/staff/password/password-hash-queue.ts'
import { hashPassword, verifyPassword } from '../../../api/staff/password/password.ts'

/** The minimum cost, because the tests are about the queue. */
const cost = { memory: 32, passes: 1, parallelism: 1, tagLength: 32 }
const nonce = new Uint8Array(16)
const task = (nth: number) => ({ message: Buffer.from(`password ${nth}`), nonce, cost })

test('derive rejects with PasswordsBusy when the queue is full; otherwise first in, first out', async () => {
  const done: number[] = []
  const keys = Array.from({ length: 40 }, async (_, nth) => {
    const key = await derive(task(nth))
    done.push(nth)
    return key.toString('hex')
  })
  expect(() => derive(task(40))).toThrow(PasswordsBusy)
  expect(new Set(await Promise.all(keys)).size).toBe(40)
  expect(done).toEqual(Array.from({ length: 40 }, (_, nth) => nth))
  // The queue is free again, and the same input gives the same key.
  expect((await derive(task(7))).toString('hex')).toBe(await keys[7])
})

test('a failed worker rejects the waiting hashes, and the next hash starts a new worker', async () => {
  await expect(derive({ ...task(0), cost: { ...cost, tagLength: -1 } })).rejects.toThrow()
  expect(await derive(task(1))).toHaveLength(32)
})

test('a hash accepts its password in every Unicode form, and no other password', async () => {
  const hash = await hashPassword('gro\u0308\u00dfer als vorher')
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=4\$/)
  expect(await verifyPassword('gr\u00f6\u00dfer als vorher', hash)).toBe(true)
  expect(await verifyPassword('groesser als vorher', hash)).toBe(false)
  expect(await verifyPassword('irgendein Passwort', null)).toBe(false)
})
