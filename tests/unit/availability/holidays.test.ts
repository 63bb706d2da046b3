import { describe, expect, test } from 'vitest'
import { eachDay } from '../../../api/availability/calendar.ts'
import { isPublicHoliday } from '../../../api/availability/holidays.ts'

const holidaysOf = (year: number, region: string) =>
  eachDay(`${year}-01-01`, `${year}-12-31`).filter((day) => isPublicHoliday(day, region))

describe('public holidays of Sachsen-Anhalt, by its law on Sundays and holidays (FeiertG LSA § 2)', () => {
  test.each([
    [
      2026,
      [
        '2026-01-01', // Neujahr
        '2026-01-06', // Heilige Drei Könige
        '2026-04-03', // Karfreitag
        '2026-04-06', // Ostermontag
        '2026-05-01', // Tag der Arbeit
        '2026-05-14', // Christi Himmelfahrt
        '2026-05-25', // Pfingstmontag
        '2026-10-03', // Tag der Deutschen Einheit
        '2026-10-31', // Reformationstag
        '2026-12-25',
        '2026-12-26',
      ],
    ],
    [
      2027,
      [
        '2027-01-01',
        '2027-01-06',
        '2027-03-26',
        '2027-03-29',
        '2027-05-01',
        '2027-05-06',
        '2027-05-17',
        '2027-10-03',
        '2027-10-31', // of 25 hours
        '2027-12-25',
        '2027-12-26',
      ],
    ],
    [
      2028,
      [
        '2028-01-01',
        '2028-01-06',
        '2028-04-14',
        '2028-04-17',
        '2028-05-01',
        '2028-05-25',
        '2028-06-05',
        '2028-10-03',
        '2028-10-31',
        '2028-12-25',
        '2028-12-26',
      ],
    ],
  ])('%i', (year, days) => {
    expect(holidaysOf(year, 'DE-ST')).toEqual(days)
  })

  test.each([
    ['Rosenmontag', '2026-02-16'],
    ['Ostersonntag', '2026-04-05'],
    ['Fronleichnam', '2026-06-04'],
    ['Allerheiligen', '2026-11-01'],
    ['Buß- und Bettag', '2026-11-18'],
    ['Heiligabend', '2026-12-24'],
    ['Silvester', '2026-12-31'],
    ['leap day', '2028-02-29'],
  ])('%s is a working day by law', (_, day) => {
    expect(isPublicHoliday(day, 'DE-ST')).toBe(false)
  })
})

test('holidays differ by region and part of a region', () => {
  expect(isPublicHoliday('2026-06-04', 'DE-BY')).toBe(true)
  expect(isPublicHoliday('2026-01-06', 'DE-BE')).toBe(false)
  expect(isPublicHoliday('2026-08-08', 'DE-BY-A')).toBe(true)
  expect(isPublicHoliday('2026-08-08', 'DE-BY')).toBe(false)
})

test('all days of a longer holiday count: Armenia, 1 to 5 January', () => {
  const january = eachDay('2026-01-01', '2026-01-08').filter((day) => isPublicHoliday(day, 'AM'))
  expect(january.slice(0, 5)).toEqual(eachDay('2026-01-01', '2026-01-05'))
})

test('a holiday over the turn of the year counts in both years: Eswatini, 28 December to 2 January', () => {
  const turn = eachDay('2026-12-26', '2027-01-04').filter((day) => isPublicHoliday(day, 'SZ'))
  expect(turn).toEqual(expect.arrayContaining(eachDay('2026-12-28', '2027-01-02')))
  expect(turn).not.toContain('2027-01-03')
})

test('a holiday observed in the previous year counts there: New Year 2028 in the United States', () => {
  expect(isPublicHoliday('2027-12-31', 'US')).toBe(true)
  expect(isPublicHoliday('2026-12-31', 'US')).toBe(false)
})

test('a holiday that begins in the evening counts from the next day on: Turkey, 20 to 22 March 2026', () => {
  const march = eachDay('2026-03-17', '2026-03-25').filter((day) => isPublicHoliday(day, 'TR'))
  expect(march).toEqual(['2026-03-20', '2026-03-21', '2026-03-22'])
})

test('a holiday is a day of the region, not of UTC: Waitangi Day in New Zealand', () => {
  const february = eachDay('2026-02-03', '2026-02-09').filter((day) => isPublicHoliday(day, 'NZ'))
  expect(february).toEqual(['2026-02-06'])
})

test.each(['DE-XX', 'XX', 'DE-ST-X', 'constructor', 'DE-constructor', ''])(
  'region %j is refused as unknown',
  (region) => {
    expect(() => isPublicHoliday('2026-01-01', region)).toThrow(RangeError)
  },
)
