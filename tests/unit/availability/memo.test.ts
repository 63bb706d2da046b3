import { expect, test } from 'vitest'
import { memoized } from '../../../api/availability/memo.ts'

test('a result is computed once, and again after it was dropped', () => {
  const computed: string[] = []
  const upper = memoized(2, (key) => {
    computed.push(key)
    return key.toUpperCase()
  })
  expect(['a', 'b', 'a', 'b', 'a'].map(upper)).toEqual(['A', 'B', 'A', 'B', 'A'])
  expect(computed).toEqual(['a', 'b'])
  // The third key drops the first one, and only that.
  expect(['c', 'b', 'c', 'a', 'c'].map(upper)).toEqual(['C', 'B', 'C', 'A', 'C'])
  expect(computed).toEqual(['a', 'b', 'c', 'a'])
})

test('undefined is cached like other results', () => {
  let computed = 0
  const nothing = memoized(1, () => void computed++)
  nothing('a')
  nothing('a')
  expect(computed).toBe(1)
})

test('an exception is not cached', () => {
  let computed = 0
  const never = memoized(1, () => {
    computed++
    throw new RangeError('no')
  })
  expect(() => never('a')).toThrow(RangeError)
  expect(() => never('a')).toThrow(RangeError)
  expect(computed).toBe(2)
})
