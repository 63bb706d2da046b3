import fc from 'fast-check'
import { expect, test } from 'vitest'
import { namedDays, ticksTo } from '../../../web/src/lib/statistics/chart-scale.ts'

test('the lines of a chart are few, round, evenly spaced, and reach the greatest value', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1e6, noNaN: true }), (most) => {
      const ticks = ticksTo(most)
      expect(ticks[0]).toBe(0)
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(most)
      expect(ticks.length).toBeGreaterThanOrEqual(2)
      expect(ticks.length).toBeLessThanOrEqual(6)
      const step = ticks[1]!
      expect(String(step)).toMatch(/^[125]0*$/)
      expect(ticks).toEqual(ticks.map((_, n) => n * step))
    }),
  )
})

test('a chart names days that do not crowd each other', () => {
  const days = (count: number) =>
    Array.from({ length: count }, (_, n) =>
      new Date(Date.UTC(2026, 9, 26 + n, 12)).toISOString().slice(0, 10),
    )
  expect([...namedDays(days(5))]).toEqual(days(5))
  expect([...namedDays(days(30))]).toEqual([
    '2026-10-26',
    '2026-11-02',
    '2026-11-09',
    '2026-11-16',
    '2026-11-23',
  ])
  expect([...namedDays(days(100))]).toEqual(['2026-11-01', '2026-12-01', '2027-01-01', '2027-02-01'])
})
