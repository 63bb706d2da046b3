import { beforeEach, expect, test } from 'vitest'
import { runCommand, runStatement } from '../../../api/command.ts'
import type { App } from '../../../api/app.ts'
import { keyOf } from '../../../api/kernel/idempotency.ts'
import { refused } from '../../../api/kernel/outcome.ts'
import { Rollback } from '../../../api/kernel/transaction.ts'
import { testApp } from '../../support/app.ts'

const product = await testApp()
/** What followed the command, in order. */
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

test('a command that commits wakes the worker if it wrote messages, and catches up before it answers', async () => {
  expect(await runCommand(app, { messages: true }, async () => 'done')).toBe('done')
  expect(await runCommand(app, {}, async () => 'done')).toBe('done')
  expect(followed).toEqual(['wake', 'committed', 'committed'])
})

test('a rollback is the result, keeps nothing, and nothing follows', async () => {
  const before = await notes()
  const outcome = await runCommand(app, { messages: true }, async (client) => {
    await client.query(NOTE)
    throw new Rollback(refused('NOT_ALLOWED'))
  })
  expect(outcome).toEqual(refused('NOT_ALLOWED'))
  expect(await notes()).toBe(before)
  expect(followed).toEqual([])
})

test('work that PostgreSQL ends because of a deadlock is repeated as a whole', async () => {
  const before = await notes()
  let attempts = 0
  await runCommand(app, {}, async (client) => {
    await client.query(NOTE)
    if (++attempts < 3) throw Object.assign(new Error('deadlock detected'), { code: '40P01' })
  })
  expect(await notes()).toBe(before + 1)
  expect(followed).toEqual(['committed'])
})

test('a key that was used before is answered as then, without the work; with other input it is refused', async () => {
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

test('a statement is followed by what its result says, or by nothing', async () => {
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
