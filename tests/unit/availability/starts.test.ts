import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { offeredStarts, offers } from '../../../api/availability/starts.ts'
import { propertyRuns } from '../../support/lane.ts'
import { startsByTheRule } from './oracle.ts'

/** Runs of up to four hours anywhere in a day; often exactly as long as one, two or three visits, or nearly so. */
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
    ['an empty morning', [540, 720], 60, 30, 30, [540, 570, 600, 630, 660]],
    ['exactly one visit', [541, 571], 30, 5, 10, [541]],
    ['too short by a minute', [540, 569], 30, 5, 10, []],
    ['a beginning off the grid', [543, 600], 30, 5, 10, [543, 555, 560, 570]],
    ['an end off the grid is not offered', [540, 601], 30, 5, 10, [540, 550, 555, 560]],
    ['only crumbs: the beginning and the end', [540, 575], 30, 5, 10, [540, 545]],
    ['only crumbs, and the end off the grid', [541, 576], 30, 5, 10, [541, 546]],
    ['just enough left on one side', [540, 580], 30, 5, 10, [540, 550]],
    ['nothing in between when halves would be crumbs', [540, 588], 30, 5, 10, [540]],
    ['a desk whose shortest visit is the whole run', [540, 600], 60, 5, 60, [540]],
  ])('%s', (_, [from, to], length, grid, shortest, starts) => {
    expect(offeredStarts({ from: from!, to: to! }, length, grid, shortest, 0)).toEqual(starts)
  })

  test('the grid begins with the office’s day, not with the epoch', () => {
    // 7 is no multiple of 30: a day whose first minute is not one of the epoch's half hours.
    expect(offeredStarts({ from: 7, to: 127 }, 30, 30, 30, 7)).toEqual([7, 37, 67, 97])
    expect(offeredStarts({ from: 7, to: 127 }, 30, 30, 30, 0)).toEqual([7, 60])
  })

  test('are what the words of the rule say, sorted', () => {
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

  test('asking for one start agrees with listing them all', () => {
    fc.assert(
      fc.property(situation, ({ origin, run, length, shortest, grid }) => {
        const asked: number[] = []
        for (let start = run.from - 3; start <= run.to + 3; start++)
          if (offers(run, length, grid, shortest, origin, start)) asked.push(start)
        expect(asked).toEqual(offeredStarts(run, length, grid, shortest, origin))
      }),
      { numRuns: propertyRuns(1000) },
    )
  })

  test('a start that is no minute is not offered', () => {
    for (const start of [NaN, Infinity, -Infinity, 560.5])
      expect(offers({ from: 540, to: 720 }, 30, 5, 10, 0, start)).toBe(false)
  })

  test('there is one whenever the visit fits, and none when it does not', () => {
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

  test('never leave a crumb unless every possible start in the run does', () => {
    fc.assert(
      fc.property(situation, ({ origin, run, length, shortest, grid }) => {
        const leavesCrumb = (start: number) =>
          [start - run.from, run.to - start - length].some((rest) => rest > 0 && rest < shortest)
        const starts = offeredStarts(run, length, grid, shortest, origin)
        if (!starts.some(leavesCrumb)) return
        for (let start = run.from; start + length <= run.to; start++) expect(leavesCrumb(start)).toBe(true)
      }),
      { numRuns: propertyRuns(1000) },
    )
  })

  test('a run of whole visits on their own grid is filled to the last minute, in whatever order they are booked', () => {
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
