import { beforeEach, expect, test } from 'vitest'
import { runCommand, runStatement } from '../../../api/app/command.ts'
import type { App } from '../../../api/app/app.ts'
import { keyOf } from '../../../api/kernel/idempotency.ts'
import { refused } from '../../../api/kernel/outcome.ts'
import { Rollback } from '../../../api/kernel/transaction.ts'
import { testApp } from '../../support/app.ts'

const product = await testApp()
/** Actions after the commit, in order. */
let followed: string[]
const app: App = {
  ...product.app,
  wakeWorker: () => void followed.push('wake'),
  feed: {
    ...product.app.feed,
    announce: () => void followed.push('announce'),
    async committed() {
      followed.push('committed')
      await product.app.feed.catchUp()
    },
  },
}
const notes = async () =>
  (await app.db.pool.query<{ action: string }>(`SELECT action FROM audit_entry WHERE action LIKE 'test.%'`))
    .rows.length
const NOTE = `INSERT INTO audit_entry (actor, action) VALUES ('system', 'test.noted')`

beforeEach(() => void (followed = []))

test('runCommand wakes the worker if the command wrote messages, and reads the change feed before it returns', async () => {
  expect(await runCommand(app, { messages: true }, async () => 'done')).toBe('done')
  expect(await runCommand(app, {}, async () => 'done')).toBe('done')
  expect(followed).toEqual(['wake', 'committed', 'committed'])
})

test('runCommand returns the outcome of a Rollback, keeps no change, and wakes nothing', async () => {
  const before = await notes()
  const outcome = await runCommand(app, { messages: true }, async (client) => {
    await client.query(NOTE)
    throw new Rollback(refused('NOT_ALLOWED'))
  })
  expect(outcome).toEqual(refused('NOT_ALLOWED'))
  expect(await notes()).toBe(before)
  expect(followed).toEqual([])
})

test('runCommand repeats the whole transaction after a deadlock', async () => {
  const before = await notes()
  let attempts = 0
  await runCommand(app, {}, async (client) => {
    await client.query(NOTE)
    if (++attempts < 3) throw Object.assign(new Error('deadlock detected'), { code: '40P01' })
  })
  expect(await notes()).toBe(before + 1)
  expect(followed).toEqual(['committed'])
})

test('runCommand returns the first result for a repeated idempotency key, and refuses the key with other input', async () => {
  const bookingId = crypto.randomUUID()
  const run = (input: string) =>
    runCommand(
      app,
      {
        repeatable: {
          key: keyOf('test', 'a key of the test', input),
          bookingId,
          repeat: (id) => `again ${id}`,
        },
      },
      async (client) => {
        await client.query(NOTE)
        return 'done'
      },
    )
  const before = await notes()
  expect(await Promise.all([run('a'), run('a')])).toEqual(
    expect.arrayContaining(['done', `again ${bookingId}`]),
  )
  expect(await run('b')).toEqual(refused('KEY_REUSED'))
  expect(await notes()).toBe(before + 1)
  expect(followed).toEqual(['committed'])
})

test('runStatement wakes only the parts that the result of the statement names', async () => {
  await runStatement(
    app,
    (db) => db.query(NOTE),
    () => ({ messages: true, feed: false }),
  )
  await runStatement(
    app,
    (db) => db.query(NOTE),
    () => null,
  )
  expect(followed).toEqual(['wake'])
})
