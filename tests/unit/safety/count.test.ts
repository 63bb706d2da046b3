import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Count } from '../../../api/safety/count.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

test('counts each name separately', async () => {
  const count = new Count(10)
  expect(await count.add('a')).toEqual({ nth: 1, endsInMs: 600_000 })
  expect(await count.add('b')).toMatchObject({ nth: 1 })
  expect(await count.add('a')).toMatchObject({ nth: 2 })
  expect(await count.add('a', { points: 5 })).toMatchObject({ nth: 7 })
})

test('a window ends after its duration, and new events do not extend it', async () => {
  const count = new Count(10)
  await count.add('a')
  vi.advanceTimersByTime(9 * 60_000)
  expect(await count.add('a')).toEqual({ nth: 2, endsInMs: 60_000 })
  vi.advanceTimersByTime(60_000)
  expect(await count.add('a')).toEqual({ nth: 1, endsInMs: 600_000 })
})

test('fifty concurrent repetitions of a request count once', async () => {
  const count = new Count(10)
  const repetitions = await Promise.all(Array.from({ length: 50 }, () => count.add('a', { request: 'same' })))
  expect(new Set(repetitions.map(({ nth }) => nth))).toEqual(new Set([1]))
  expect(await count.add('a')).toMatchObject({ nth: 2 })
})

test('a repeated request keeps its number within the window', async () => {
  const count = new Count(10)
  await count.add('a', { request: 'first' })
  await count.add('a', { request: 'second' })
  expect(await count.add('a', { request: 'first' })).toMatchObject({ nth: 1 })
  await vi.advanceTimersByTimeAsync(600_000)
  await count.add('a', { request: 'third' })
  expect(await count.add('a', { request: 'first' })).toMatchObject({ nth: 2 })
})

test('the same request of another client counts separately', async () => {
  const count = new Count(10)
  await count.add('a', { request: 'same' })
  await count.add('b')
  expect(await count.add('b', { request: 'same' })).toMatchObject({ nth: 2 })
})
