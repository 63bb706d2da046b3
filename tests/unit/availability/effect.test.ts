import fc from 'fast-check'
import { expect, test } from 'vitest'
import { effectOf } from '../../../api/availability/effect.ts'
import type { Desk, Occupied, Opening, Span } from '../../../api/availability/model.ts'
import { liesOpen } from '../../../api/availability/plan.ts'
import { propertyRuns } from '../../support/lane.ts'
import { anyDay, openingsFor, spansWithin } from './arbitraries.ts'
import {
  at,
  desk,
  minutesOf,
  minutesOfDay,
  opening,
  openMinutes,
  runFrom,
  startsByTheRule,
} from './oracle.ts'

/** Milliseconds; the oracle takes seconds, and several times as long beside other tests on two cores. */
const SLOW_MACHINE = 60_000
const OFFICE = { zone: 'Europe/Berlin', holidayRegion: null }
const NOW = Date.parse('2026-01-01T00:00:00Z')

interface Planned {
  openings: Opening[]
  reserved: Opening[]
  closures: Span[]
}

/** The starts for citizens, by the oracle. */
function startsOf({ openings, reserved, closures }: Planned, one: Desk, day: string, taken: Span[]) {
  const wall = new Map(minutesOfDay(day).map((shown) => [shown.minute, shown.wall]))
  const free = openMinutes(openings, day)
    .difference(openMinutes(reserved, day))
    .difference(minutesOf([...closures, ...taken]))
  const starts = new Set<number>()
  for (const minute of free) {
    if (free.has(minute - 1)) continue
    const onGrid = (start: number) => wall.get(start)! % one.gridMinutes === 0
    for (const start of startsByTheRule(
      runFrom(free, minute),
      one.shortestMinutes,
      one.shortestMinutes,
      onGrid,
    ))
      starts.add(start)
  }
  return starts
}

const change = anyDay.chain((day) => {
  const shown = minutesOfDay(day)
  const [start, end] = [shown[0]!.minute, shown.at(-1)!.minute + 1]
  const plan = fc.record({
    openings: openingsFor(day),
    reserved: fc.oneof(fc.constant<Opening[]>([]), openingsFor(day)),
    closures: spansWithin(start, end, 3),
  })
  return fc.record({
    day: fc.constant(day),
    before: plan,
    after: plan,
    taken: spansWithin(start, end, 4),
    place: spansWithin(start, end, 1),
    values: fc.record({
      gridMinutes: fc.constantFrom(5, 10, 15, 30),
      shortestMinutes: fc.integer({ min: 5, max: 40 }),
    }),
  })
})

test('lost and gained starts, and liesOpen, agree with the oracle', { timeout: SLOW_MACHINE }, () => {
  fc.assert(
    fc.property(change, ({ day, before, after, taken, place, values }) => {
      const one = desk(values)
      const occupied = taken.map((span): Occupied => ({ ...span, expiresAt: null, bookingId: null }))
      const frame = {
        days: [day],
        office: OFFICE,
        nowMs: NOW,
        window: { earliest: -Infinity, latest: Infinity },
      }
      const effect = effectOf({ desk: one, ...before }, { desk: one, ...after }, occupied, frame)
      const [then, now] = [before, after].map((plan) => startsOf(plan, one, day, taken))
      const sorted = (starts: Set<number>) => [...starts].sort((a, b) => a - b)
      expect(effect).toEqual({
        lost: sorted(then!.difference(now!)),
        gained: sorted(now!.difference(then!)),
      })

      const [span] = place
      if (!span || span.from >= span.to) return
      const open = openMinutes([...after.openings, ...after.reserved], day).difference(
        minutesOf(after.closures),
      )
      // liesOpen checks the day on which the span begins, which may be another one.
      if (!minutesOfDay(day).some(({ minute }) => minute === span.from)) return
      expect(liesOpen({ desk: one, ...after }, span, OFFICE)).toBe(minutesOf([span]).isSubsetOf(open))
    }),
    { numRuns: propertyRuns(250) },
  )
})

test('starts outside the bookable window do not count as lost', () => {
  const plan = { desk: desk(), openings: [opening(1, '09:00', '12:00')], reserved: [], closures: [] }
  const frame = {
    days: ['2026-11-23'],
    office: OFFICE,
    nowMs: NOW,
    window: { earliest: at('2026-11-23T11:30+01:00'), latest: at('2026-11-23T11:45+01:00') },
  }
  const { lost, gained } = effectOf(plan, { ...plan, openings: [] }, [], frame)
  expect(lost).toEqual([0, 5, 10].map((minutes) => at('2026-11-23T11:30+01:00') + minutes))
  expect(gained).toEqual([])
})

test('a desk without services loses no starts', () => {
  const idle = desk({ serviceIds: new Set(), shortestMinutes: Infinity })
  const plan = { desk: idle, openings: [opening(1, '09:00', '12:00')], reserved: [], closures: [] }
  const window = { earliest: -Infinity, latest: Infinity }
  const frame = { days: ['2026-11-23'], office: OFFICE, nowMs: NOW, window }
  expect(effectOf(plan, { ...plan, openings: [] }, [], frame)).toEqual({ lost: [], gained: [] })
})
