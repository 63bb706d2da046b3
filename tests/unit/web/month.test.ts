import { expect, test } from 'vitest'
import { addMonths, isMonth, weeksOf } from '../../../web/src/lib/booking/times/month.ts'

const WORKDAYS = [1, 2, 3, 4, 5]

test('weeksOf starts weeks on Monday, with null for days of other months', () => {
  // 1 December 2026 is a Tuesday, the 31st a Thursday.
  const weeks = weeksOf('2026-12', WORKDAYS, '2026-11-24')
  expect(weeks).toHaveLength(5)
  expect(weeks[0]).toEqual([null, '2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04'])
  expect(weeks[4]).toEqual(['2026-12-28', '2026-12-29', '2026-12-30', '2026-12-31', null])
})

test('weeksOf contains every day once, also in months with a clock change', () => {
  for (const month of ['2026-03', '2026-10', '2026-02', '2028-02', '2027-01']) {
    const days = weeksOf(month, [1, 2, 3, 4, 5, 6, 7], '2020-01-01')
      .flat()
      .filter((day) => day !== null)
    expect(days.map((day) => Number(day.slice(-2)))).toEqual(
      Array.from({ length: Temporal.PlainYearMonth.from(month).daysInMonth }, (_, index) => index + 1),
    )
  }
})

test('weeksOf omits weeks without a workday of the month, and past weeks', () => {
  // 1 August 2026 is a Saturday.
  expect(weeksOf('2026-08', WORKDAYS, '2026-07-01')[0]![0]).toBe('2026-08-03')
  expect(weeksOf('2026-08', WORKDAYS, '2026-08-14')[0]![0]).toBe('2026-08-10')
  expect(weeksOf('2026-08', WORKDAYS, '2026-08-15')[0]![0]).toBe('2026-08-17')
})

test('addMonths crosses the end of the year', () => {
  expect([addMonths('2026-12', 1), addMonths('2027-01', -1)]).toEqual(['2027-01', '2026-12'])
})

test.each(['2026-13', '2026-00', '26-01', '', null])('isMonth(%j) is false', (text) => {
  expect(isMonth(text)).toBe(false)
})
