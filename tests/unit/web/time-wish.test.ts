import { expect, test } from 'vitest'
import { setWish, weekdayOf, wishOf } from '../../../web/src/lib/booking/times/time-wish.ts'

test('setWish replaces the wish and keeps other parameters; wishOf reads it back', () => {
  const params = new URLSearchParams('dienst=a&zeit=nachmittag&wochentag=1')
  const wish = { parts: ['MORNING' as const], weekdays: [2, 4] }
  setWish(params, wish)
  expect(params.toString()).toBe('dienst=a&zeit=vormittag&wochentag=2&wochentag=4')
  expect(wishOf(params)).toEqual(wish)
})

test.each(['', 'zeit=abends', 'wochentag=0&wochentag=8', 'wochentag=montag'])(
  'wishOf(%j) is empty',
  (query) => {
    expect(wishOf(new URLSearchParams(query))).toEqual({ parts: [], weekdays: [] })
  },
)

test('wishOf removes duplicate weekdays', () => {
  expect(wishOf(new URLSearchParams('wochentag=5&wochentag=1&wochentag=5')).weekdays).toEqual([1, 5])
})

test.each([
  ['2026-11-22', 7],
  ['2026-11-23', 1],
  ['2026-03-29', 7],
])('weekdayOf(%s) is %i', (day, weekday) => {
  expect(weekdayOf(day)).toBe(weekday)
})
