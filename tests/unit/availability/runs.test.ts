import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { activeAt, freeRuns } from '../../../api/availability/runs.ts'
import { mergedSpans } from '../../../api/availability/spans.ts'
import { propertyRuns } from '../../support/lane.ts'
import { spansWithin } from './arbitraries.ts'
import { minutesOf } from './oracle.ts'

describe('free runs', () => {
  const open = [
    { from: 100, to: 200 },
    { from: 300, to: 400 },
  ]

  test.each([
    ['without taken spans', [], open],
    ['with a taken beginning', [{ from: 100, to: 120 }], [{ from: 120, to: 200 }, open[1]!]],
    ['with a taken end', [{ from: 380, to: 400 }], [open[0]!, { from: 300, to: 380 }]],
    [
      'with taken spans outside the open hours',
      [
        { from: 0, to: 100 },
        { from: 200, to: 300 },
        { from: 400, to: 500 },
      ],
      open,
    ],
    [
      'with a taken span over the lunch break',
      [{ from: 190, to: 310 }],
      [
        { from: 100, to: 190 },
        { from: 310, to: 400 },
      ],
    ],
    ['with everything taken', [{ from: 0, to: 1000 }], []],
    [
      'with two taken spans that touch',
      [
        { from: 150, to: 160 },
        { from: 140, to: 150 },
      ],
      [{ from: 100, to: 140 }, { from: 160, to: 200 }, open[1]!],
    ],
    ['with an empty taken span', [{ from: 150, to: 150 }], open],
  ])('%s', (_, taken, left) => {
    expect(freeRuns(open, taken)).toEqual(left)
  })

  test('are the open minutes without the taken ones, in the smallest number of runs', () => {
    const openTime = spansWithin(0, 900, 4).map(mergedSpans)
    fc.assert(
      fc.property(openTime, spansWithin(0, 900, 12), (open, taken) => {
        const runs = freeRuns(open, taken)
        expect(minutesOf(runs)).toEqual(minutesOf(open).difference(minutesOf(taken)))
        for (const run of runs) expect(run.from).toBeLessThan(run.to)
        for (let i = 1; i < runs.length; i++) expect(runs[i - 1]!.to).toBeLessThan(runs[i]!.from)
      }),
      { numRuns: propertyRuns(1000) },
    )
  })

  test('are computed without changing the arguments', () => {
    const frozen = Object.freeze(open.map((span) => Object.freeze({ ...span })))
    const runs = freeRuns(frozen, Object.freeze([Object.freeze({ from: 120, to: 130 })]))
    expect(runs).toHaveLength(3)
    freeRuns(open, []).pop()
    expect(open).toHaveLength(2)
  })
})

test('a hold no longer counts at the millisecond of its expiry', () => {
  const expiring = { from: 0, to: 10, expiresAt: 5_000, bookingId: 'a' }
  const lasting = { from: 20, to: 30, expiresAt: null, bookingId: null }
  expect(activeAt([expiring, lasting], 4_999)).toEqual([expiring, lasting])
  expect(activeAt([expiring, lasting], 5_000)).toEqual([lasting])
})

test('mergedSpans returns sorted spans that neither overlap nor touch', () => {
  fc.assert(
    fc.property(spansWithin(0, 500), (spans) => {
      const merged = mergedSpans(spans)
      expect(minutesOf(merged)).toEqual(minutesOf(spans))
      for (let i = 1; i < merged.length; i++) expect(merged[i - 1]!.to).toBeLessThan(merged[i]!.from)
    }),
  )
})
