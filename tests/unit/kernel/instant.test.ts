import { expect, test } from 'vitest'
import {
  addMinutes,
  addMs,
  firstMinuteFrom,
  instantOf,
  isWholeMinute,
  minuteOf,
  spanCovering,
} from '../../../api/kernel/instant.ts'

const at = (ms: number) => new Date(ms)

test('an instant lies in one minute, and only its beginning is whole', () => {
  expect([59_999, 60_000, 119_999].map((ms) => minuteOf(at(ms)))).toEqual([0, 1, 1])
  expect([59_999, 60_000, 60_001].map((ms) => firstMinuteFrom(at(ms)))).toEqual([1, 1, 2])
  expect([59_999, 60_000, 60_001].map((ms) => isWholeMinute(at(ms)))).toEqual([false, true, false])
})

test('a minute begins at the instant that it was made of', () => {
  const start = new Date('2026-10-25T00:59:00Z')
  expect(instantOf(minuteOf(start))).toEqual(start)
  expect(instantOf(minuteOf(addMs(start, 59_999)))).toEqual(start)
})

test('a span covers every minute that was touched', () => {
  expect(spanCovering(at(60_000), at(120_000))).toEqual({ from: 1, to: 2 })
  expect(spanCovering(at(60_001), at(119_999))).toEqual({ from: 1, to: 2 })
  expect(spanCovering(at(59_999), at(120_001))).toEqual({ from: 0, to: 3 })
})

test('a later instant is a new one', () => {
  const start = new Date('2026-03-29T00:59:00Z')
  expect(addMinutes(start, 1)).toEqual(new Date('2026-03-29T01:00:00Z'))
  expect(addMinutes(start, -60)).toEqual(new Date('2026-03-28T23:59:00Z'))
  expect(start).toEqual(new Date('2026-03-29T00:59:00Z'))
})
