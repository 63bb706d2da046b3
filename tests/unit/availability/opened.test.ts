import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, daySpan } from '../../../api/availability/calendar.ts'
import type { Opening } from '../../../api/availability/model.ts'
import { openedMinutes } from '../../../api/availability/opened.ts'
import type { DeskPlan } from '../../../api/availability/plan.ts'

const OFFICE = { zone: 'Europe/Berlin', holidayRegion: 'DE-ST' }
const desk = { id: 'a', serviceIds: new Set<string>(), gridMinutes: 5, bufferMinutes: 0, shortestMinutes: 5 }

const openings = fc.array(
  fc
    .tuple(
      fc.integer({ min: 1, max: 7 }),
      fc.integer({ min: 0, max: 1439 }),
      fc.integer({ min: 1, max: 1440 }),
    )
    .filter(([, from, to]) => from < to)
    .map(([weekday, fromMinute, toMinute]): Opening => ({
      ...{ weekday, fromMinute, toMinute },
      ...{ validFrom: null, validUntil: null },
    })),
  { maxLength: 20 },
)
/** Days around the clock change in autumn and around 31 October, a holiday in Sachsen-Anhalt. */
const day = fc.integer({ min: 0, max: 20 }).map((n) => addDays('2026-10-15', n))
const plan = (given: Opening[], closures: DeskPlan['closures'] = []): DeskPlan => ({
  ...{ desk, openings: given, reserved: [], closures },
})

test('openedMinutes is at most the length of the day, and 0 without openings', () => {
  fc.assert(
    fc.property(openings, day, (given, on) => {
      const { from, to } = daySpan(on, OFFICE.zone)
      const minutes = openedMinutes(plan(given), on, OFFICE)
      expect(minutes).toBeGreaterThanOrEqual(0)
      expect(minutes).toBeLessThanOrEqual(to - from)
      expect(openedMinutes(plan([]), on, OFFICE)).toBe(0)
    }),
  )
})

test('a closure reduces openedMinutes by the open minutes that it covers', () => {
  fc.assert(
    fc.property(openings, day, fc.integer({ min: 0, max: 1500 }), (given, on, cut) => {
      const { from, to } = daySpan(on, OFFICE.zone)
      const opened = (closures: DeskPlan['closures']) => openedMinutes(plan(given, closures), on, OFFICE)
      const at = Math.min(from + cut, to)
      expect(opened([{ from, to: at }]) + opened([{ from: at, to }])).toBe(opened([]))
      expect(opened([{ from, to }])).toBe(0)
    }),
  )
})

test('openedMinutes is 25 hours at the clock change in autumn, and 0 on a public holiday', () => {
  const always = Array.from({ length: 7 }, (_, n) => ({
    ...{ weekday: n + 1, fromMinute: 0, toMinute: 1440, validFrom: null, validUntil: null },
  }))
  const opened = (on: string) => openedMinutes(plan(always), on, OFFICE)
  expect([opened('2026-10-24'), opened('2026-10-25'), opened('2026-10-31')]).toEqual([1440, 1500, 0])
})
