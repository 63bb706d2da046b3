import fc from 'fast-check'
import type { Opening, Span } from '../../../api/availability/model.ts'

/** Edges of the calendar: four clock changes, the days around them, leap day, turns of the year, holidays. */
export const NOTABLE_DAYS = [
  '2026-03-28',
  '2026-03-29',
  '2026-03-30',
  '2026-10-24',
  '2026-10-25',
  '2026-10-26',
  '2027-03-27',
  '2027-03-28',
  '2027-03-29',
  '2027-10-30',
  '2027-10-31',
  '2027-11-01',
  '2026-12-31',
  '2027-01-01',
  '2028-02-28',
  '2028-02-29',
  '2028-03-01',
  '2026-01-06',
  '2026-10-31',
]

/** Notable days half of the time, any day of 2026 to 2028 otherwise. */
export const anyDay = fc.oneof(
  fc.constantFrom(...NOTABLE_DAYS),
  fc.integer({ min: 0, max: 1095 }).map((n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10)),
)

/** Minutes after midnight, often in the hours of clock changes. */
const minuteOfDay = fc.oneof(
  fc.integer({ min: 0, max: 1440 }),
  fc.integer({ min: 60, max: 240 }),
  fc.constantFrom(0, 60, 90, 120, 150, 180, 210, 240, 1380, 1440),
)

/** Openings, three quarters of them on the weekday of the given day; some not valid yet or no longer valid. */
export const openingsFor = (day: string): fc.Arbitrary<Opening[]> => {
  const weekday = ((new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7) + 1
  const bound = fc.option(fc.constantFrom('2026-01-01', day, '2027-06-30', '2029-01-01'), { freq: 3 })
  return fc.array(
    fc
      .record({
        weekday: fc.oneof(
          { weight: 3, arbitrary: fc.constant(weekday) },
          { weight: 1, arbitrary: fc.integer({ min: 1, max: 7 }) },
        ),
        edges: fc.uniqueArray(minuteOfDay, { minLength: 2, maxLength: 2 }),
        validFrom: bound,
        validUntil: bound,
      })
      .map(({ edges, ...rest }) => ({
        ...rest,
        fromMinute: Math.min(...edges),
        toMinute: Math.max(...edges),
      })),
    { maxLength: 4 },
  )
}

/** Spans within and around a span, unsorted, overlapping, sometimes empty. */
export const spansWithin = (from: number, to: number, maxLength = 8): fc.Arbitrary<Span[]> =>
  fc.array(
    fc
      .tuple(fc.integer({ min: from - 60, max: to + 60 }), fc.integer({ min: 0, max: 180 }))
      .map(([start, length]) => ({ from: start, to: start + length })),
    { maxLength },
  )
