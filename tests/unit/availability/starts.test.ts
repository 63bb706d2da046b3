import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { offeredStarts, offers } from '../../../api/availability/starts.ts'
import { propertyRuns } from '../../support/lane.ts'
import { startsByTheRule } from './oracle.ts'

/** Runs of up to four hours; their length is often that of one, two or three visits, plus or minus two minutes. */
const situation = fc
  .record({
    origin: fc.constantFrom(0, 29_582_340, 29_582_347, -1_441),
    offset: fc.integer({ min: 0, max: 300 }),
    length: fc.integer({ min: 1, max: 75 }),
    shortest: fc.oneof(fc.integer({ min: 1, max: 60 }), fc.constantFrom(0, 1, Infinity)),
    grid: fc.constantFrom(1, 5, 10, 12, 15, 20, 30, 60),
    visits: fc.integer({ min: 0, max: 3 }),
    extra: fc.oneof(fc.integer({ min: -2, max: 2 }), fc.integer({ min: 0, max: 120 })),
  })
  .map(({ origin, offset, length, shortest, grid, visits, extra }) => {
    const from = origin + offset
    const run = { from, to: from + Math.max(1, visits * length + extra) }
    return { origin, run, length, shortest, grid }
  })

describe('offered starts', () => {
  test.each([
    // run, length, grid, shortest → starts
    ['in an empty morning', [540, 720], 60, 30, 30, [540, 570, 600, 630, 660]],
    ['in a run of exactly one visit', [541, 571], 30, 5, 10, [541]],
    ['in a run that is a minute too short', [540, 569], 30, 5, 10, []],
    ['in a run that begins off the grid', [543, 600], 30, 5, 10, [543, 555, 560, 570]],
    ['in a run that ends off the grid', [540, 601], 30, 5, 10, [540, 550, 555, 560]],
    ['at beginning and end, if all starts leave useless remainders', [540, 575], 30, 5, 10, [540, 545]],
    [
      'at beginning and end, if all starts leave useless remainders and the end is off the grid',
      [541, 576],
      30,
      5,
      10,
      [541, 546],
    ],
    ['in a run with one remainder of the shortest visit', [540, 580], 30, 5, 10, [540, 550]],
    ['in a run whose remainder is only useful on one side', [540, 588], 30, 5, 10, [540]],
    ['in a run of the shortest visit', [540, 600], 60, 5, 60, [540]],
  ])('%s', (_, [from, to], length, grid, shortest, starts) => {
    expect(offeredStarts({ from: from!, to: to! }, length, grid, shortest, 0)).toEqual(starts)
  })

  test('are on a grid that begins with the office’s day, not with the epoch', () => {
    // 7 is the first minute of a day that does not begin at a half hour of the epoch.
    expect(offeredStarts({ from: 7, to: 127 }, 30, 30, 30, 7)).toEqual([7, 37, 67, 97])
    expect(offeredStarts({ from: 7, to: 127 }, 30, 30, 30, 0)).toEqual([7, 60])
  })

  test('agree with the oracle', () => {
    fc.assert(
      fc.property(situation, ({ origin, run, length, shortest, grid }) => {
        const onGrid = (minute: number) => Number.isInteger((minute - origin) / grid)
        expect(offeredStarts(run, length, grid, shortest, origin)).toEqual(
          startsByTheRule(run, length, shortest, onGrid),
        )
      }),
      { numRuns: propertyRuns(3000) },
    )
  })

  test('contain exactly the starts that `offers` accepts', () => {
    fc.assert(
      fc.property(situation, ({ origin, run, length, shortest, grid }) => {
        const accepted: number[] = []
        for (let start = run.from - 3; start <= run.to + 3; start++)
          if (offers(run, length, grid, shortest, origin, start)) accepted.push(start)
        expect(accepted).toEqual(offeredStarts(run, length, grid, shortest, origin))
      }),
      { numRuns: propertyRuns(1000) },
    )
  })

  test('do not contain a number that is no whole minute', () => {
    for (const start of [NaN, Infinity, -Infinity, 560.5])
      expect(offers({ from: 540, to: 720 }, 30, 5, 10, 0, start)).toBe(false)
  })

  test('are empty exactly if the visit does not fit, and lie within the run', () => {
    fc.assert(
      fc.property(situation, ({ origin, run, length, shortest, grid }) => {
        const starts = offeredStarts(run, length, grid, shortest, origin)
        expect(starts.length > 0).toBe(run.to - run.from >= length)
        for (const start of starts) {
          expect(start).toBeGreaterThanOrEqual(run.from)
          expect(start + length).toBeLessThanOrEqual(run.to)
        }
      }),
    )
  })

  test('leave no useless remainder, unless every possible start in the run leaves one', () => {
    fc.assert(
      fc.property(situation, ({ origin, run, length, shortest, grid }) => {
        const leavesRemainder = (start: number) =>
          [start - run.from, run.to - start - length].some((rest) => rest > 0 && rest < shortest)
        const starts = offeredStarts(run, length, grid, shortest, origin)
        if (!starts.some(leavesRemainder)) return
        for (let start = run.from; start + length <= run.to; start++)
          expect(leavesRemainder(start)).toBe(true)
      }),
      { numRuns: propertyRuns(1000) },
    )
  })

  test('fill a run of equal visits on their grid completely, in any order of booking', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.array(fc.nat(), { minLength: 1, maxLength: 12 }),
        (length, choices) => {
          const origin = 540
          let runs = [{ from: origin, to: origin + length * choices.length }]
          for (const choice of choices) {
            const all = runs.flatMap((run) =>
              offeredStarts(run, length, length, length, origin).map((start) => ({ run, start })),
            )
            const { run, start } = all[choice % all.length]!
            runs = runs
              .filter((other) => other !== run)
              .concat({ from: run.from, to: start }, { from: start + length, to: run.to })
              .filter(({ from, to }) => from < to)
          }
          expect(runs).toEqual([])
        },
      ),
    )
  })
})
