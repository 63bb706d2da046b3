import pino from 'pino'
import { expect, test } from 'vitest'
import { withinGrace } from '../../api/product.ts'

const log = pino({ level: 'silent' })

/** Closes a product with a database and components. @returns the closed parts, in order */
async function closed(close: () => Promise<void>): Promise<string[]> {
  const order: string[] = []
  const opened = new AsyncDisposableStack()
  opened.defer(() => void order.push('database'))
  const components = opened.use(withinGrace(log, 20))
  components.defer(() => void order.push('connections'))
  components.defer(close)
  components.defer(() => void order.push('worker'))
  await opened.disposeAsync()
  return order
}

test('closes in the opposite order, the database last', async () => {
  expect(await closed(async () => {})).toEqual(['worker', 'connections', 'database'])
})

test('stops the database although a component throws on close', async () => {
  const throws = () => Promise.reject(new Error('cannot close'))
  expect(await closed(throws)).toEqual(['worker', 'connections', 'database'])
})

test('stops the database although a component hangs on close', async () => {
  expect(await closed(() => new Promise(() => {}))).toEqual(['worker', 'database'])
})
