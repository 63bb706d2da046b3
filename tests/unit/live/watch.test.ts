import { expect, test } from 'vitest'
import { untilDenied } from '../../../api/graphql/access/stream.ts'
import type { Context } from '../../../api/graphql/core/context.ts'
import { watch } from '../../../api/graphql/availability/watch.ts'

/** A stream whose source fails when the test calls `fail`. */
function failing() {
  const requested = Promise.withResolvers<void>()
  const stopped = Promise.withResolvers<void>()
  const answer = Promise.withResolvers<string>()
  return {
    requested: requested.promise,
    stopped: stopped.promise,
    fail: () => answer.reject(new Error('the database is gone')),
    stream: watch<string>(() => ({
      next() {
        requested.resolve()
        return answer.promise
      },
      stop: stopped.resolve,
    })),
  }
}

/** The context of a caller without a session; `staffChanged` fires the event of the change feed. */
function signedOut() {
  let fire = (): void => {}
  const context = {
    app: {
      config: { publicUrl: 'http://localhost' },
      now: () => new Date(),
      events: {
        on(_kind: string, listener: () => void) {
          fire = listener
          return () => {}
        },
      },
    },
    request: new Request('http://localhost'),
    session: async () => null,
  } as unknown as Context
  return { context, staffChanged: () => fire() }
}

test('a subscriber receives the failure of the source', async () => {
  const { stream, fail } = failing()
  const event = stream.next()
  fail()
  await expect(event).rejects.toThrow('the database is gone')
})

test('a failure after the subscriber has disconnected is not an unhandled rejection', async () => {
  const { stream, requested, stopped, fail } = failing()
  const event = stream.next()
  await requested
  const closed = stream.return()
  await stopped
  fail()
  expect(await Promise.all([event, closed])).toEqual(Array(2).fill({ done: true, value: undefined }))
})

test('a subscriber that loses access receives that error, and no later failure of the source', async () => {
  const { stream, requested, stopped, fail } = failing()
  const { context, staffChanged } = signedOut()
  const event = untilDenied(context, 'signedIn', stream).next()
  await requested
  staffChanged()
  await stopped
  fail()
  await expect(event).rejects.toMatchObject({ extensions: { code: 'UNAUTHENTICATED' } })
})

test('a stream that has failed is not closed again', async () => {
  const { context } = signedOut()
  const stream = {
    next: () => Promise.reject(new Error('the database is gone')),
    return: () => Promise.reject(new Error('gone for good')),
    [Symbol.asyncIterator]: () => stream,
  }
  await expect(untilDenied(context, 'signedIn', stream).next()).rejects.toThrow('the database is gone')
})
