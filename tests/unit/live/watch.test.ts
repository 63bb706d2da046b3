import { expect, test } from 'vitest'
import { untilDenied } from '../../../api/graphql/access/stream.ts'
import type { Context } from '../../../api/graphql/core/context.ts'
import { watch } from '../../../api/graphql/availability/watch.ts'

/** Asked for what is new, its database fails; but only when the test says so. */
function failing() {
  const asked = Promise.withResolvers<void>()
  const left = Promise.withResolvers<void>()
  const answer = Promise.withResolvers<string>()
  return {
    asked: asked.promise,
    left: left.promise,
    fail: () => answer.reject(new Error('the database is gone')),
    stream: watch<string>(() => ({
      next() {
        asked.resolve()
        return answer.promise
      },
      stop: left.resolve,
    })),
  }
}

/** Somebody whose session has ended; `look` is what the change feed does when it tells of the staff. */
function signedOut() {
  let look = (): void => {}
  const context = {
    app: {
      config: { publicUrl: 'http://localhost' },
      now: () => new Date(),
      events: {
        on(_kind: string, listener: () => void) {
          look = listener
          return () => {}
        },
      },
    },
    request: new Request('http://localhost'),
    session: async () => null,
  } as unknown as Context
  return { context, look: () => look() }
}

test('a reader gets the failure of its source', async () => {
  const { stream, fail } = failing()
  const heard = stream.next()
  fail()
  await expect(heard).rejects.toThrow('the database is gone')
})

test('a failure after the reader has left is not an unhandled rejection, which would end the process', async () => {
  const { stream, asked, left, fail } = failing()
  const heard = stream.next()
  await asked
  const over = stream.return()
  await left
  fail()
  expect(await Promise.all([heard, over])).toEqual(Array(2).fill({ done: true, value: undefined }))
})

test('a reader without the right any more gets that error, not later failures of the source', async () => {
  const { stream, asked, left, fail } = failing()
  const { context, look } = signedOut()
  const heard = untilDenied(context, 'signedIn', stream).next()
  await asked
  look()
  await left
  fail()
  await expect(heard).rejects.toMatchObject({ extensions: { code: 'UNAUTHENTICATED' } })
})

test('a stream that has failed already is not ended again', async () => {
  const { context } = signedOut()
  const stream = {
    next: () => Promise.reject(new Error('the database is gone')),
    return: () => Promise.reject(new Error('gone for good')),
    [Symbol.asyncIterator]: () => stream,
  }
  await expect(untilDenied(context, 'signedIn', stream).next()).rejects.toThrow('the database is gone')
})
