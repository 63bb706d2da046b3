import fc from 'fast-check'
import { expect, test } from 'vitest'
import { labelledDays, ticksTo } from '../../../web/src/lib/statistics/chart-scale.ts'

test('ticksTo returns 2 to 6 round, evenly spaced ticks up to the maximum', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1e6, noNaN: true }), (max) => {
      const ticks = ticksTo(max)
      expect(ticks[0]).toBe(0)
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(max)
      expect(ticks.length).toBeGreaterThanOrEqual(2)
      expect(ticks.length).toBeLessThanOrEqual(6)
      const step = ticks[1]!
      expect(String(step)).toMatch(/^[125]0*$/)
      expect(ticks).toEqual(ticks.map((_, n) => n * step))
    }),
  )
})

test('labelledDays returns all of few days, Mondays of several weeks, and firsts of several months', () => {
  const days = (count: number) =>
    Array.from({ length: count }, (_, n) =>
      new Date(Date.UTC(2026, 9, 26 + n, 12)).toISOString().slice(0, 10),
    )
  expect([...labelledDays(days(5))]).toEqual(days(5))
  expect([...labelledDays(days(30))]).toEqual([
    '2026-10-26',
    '2026-11-02',
    '2026-11-09',
    '2026-11-16',
    '2026-11-23',
  ])
  expect([...labelledDays(days(100))]).toEqual(['2026-11-01', '2026-12-01', '2027-01-01', '2027-02-01'])
})
