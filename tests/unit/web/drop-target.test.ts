import fc from 'fast-check'
import { expect, test } from 'vitest'
import { looksFree, movedTo, rowAt, startAt } from '../../../web/src/lib/desk/calendar/drop-target.ts'

const at = (time: string) => `2026-11-24T${time}:00.000Z`
const times = (from: string, to: string) => ({ startsAt: at(from), endsAt: at(to) })
const frame = { from: Date.parse(at('08:00')), rows: 24, quiet: [] }

test('rowAt returns the row at a vertical position', () => {
  expect([0, 12.9, 13, 15.9, 16, 1_000].map((y) => rowAt([13, 3, 13], y))).toEqual([0, 0, 1, 1, 2, 2])
  expect(rowAt([], 5)).toBe(0)
})

test('startAt returns the start of the row, limited so that the visit ends within the frame', () => {
  const visit = times('09:00', '09:15')
  expect(startAt(frame, visit, 6)).toBe(at('08:30'))
  expect(startAt(frame, visit, -3)).toBe(at('08:00'))
  expect(startAt(frame, visit, 24)).toBe(at('09:45'))
})

test('movedTo keeps the duration', () => {
  fc.assert(
    fc.property(fc.integer({ min: -20, max: 40 }), fc.integer({ min: 1, max: 24 }), (row, span) => {
      const visit = { startsAt: at('08:00'), endsAt: new Date(frame.from + span * 300_000).toISOString() }
      const moved = movedTo(visit, startAt(frame, visit, row))
      expect(Date.parse(moved.endsAt) - Date.parse(moved.startsAt)).toBe(span * 300_000)
      expect(Date.parse(moved.startsAt)).toBeGreaterThanOrEqual(frame.from)
      expect(Date.parse(moved.endsAt)).toBeLessThanOrEqual(frame.from + 24 * 300_000)
    }),
  )
})

test('looksFree is true within opening hours without an overlapping visit', () => {
  const open = [times('08:00', '10:00'), times('13:00', '15:00')]
  const others = [times('09:00', '09:15')]
  expect(looksFree(times('09:15', '09:30'), open, others)).toBe(true)
  expect(looksFree(times('08:50', '09:05'), open, others)).toBe(false)
  expect(looksFree(times('09:50', '10:05'), open, others)).toBe(false)
  expect(looksFree(times('10:00', '13:00'), open, [])).toBe(false)
})
