import { expect, test } from 'vitest'
import { memoized } from '../../../api/availability/memo.ts'

test('an answer is found once, and again after it was forgotten', () => {
  const asked: string[] = []
  const upper = memoized(2, (key) => {
    asked.push(key)
    return key.toUpperCase()
  })
  expect(['a', 'b', 'a', 'b', 'a'].map(upper)).toEqual(['A', 'B', 'A', 'B', 'A'])
  expect(asked).toEqual(['a', 'b'])
  // The third key makes it forget the first, and that one only.
  expect(['c', 'b', 'c', 'a', 'c'].map(upper)).toEqual(['C', 'B', 'C', 'A', 'C'])
  expect(asked).toEqual(['a', 'b', 'c', 'a'])
})

test('an answer of undefined is an answer', () => {
  let asked = 0
  const nothing = memoized(1, () => void asked++)
  nothing('a')
  nothing('a')
  expect(asked).toBe(1)
})

test('what cannot be answered is asked again', () => {
  let asked = 0
  const never = memoized(1, () => {
    asked++
    throw new RangeError('no')
  })
  expect(() => never('a')).toThrow(RangeError)
  expect(() => never('a')).toThrow(RangeError)
  expect(asked).toBe(2)
})
