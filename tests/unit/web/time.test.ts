import { describe, expect, test } from 'vitest'
import {
  addDays,
  clock,
  clockDigits,
  dateInWords,
  dayInWords,
  dayOf,
  dayParts,
  daysUntil,
  deviceIsElsewhere,
  hourOf,
  isDay,
  isInstant,
  minutesLeft,
} from '../../../web/src/lib/time/time.ts'

// Expected values are independent of the machine's time zone.
describe('formatting times in the time zone of the office', () => {
  test('02:30 occurs twice on 25 October 2026', () => {
    expect(clockDigits('2026-10-25T00:30:00Z')).toBe('02:30')
    expect(clockDigits('2026-10-25T01:30:00Z')).toBe('02:30')
  })

  test('the hour from 02:00 does not exist on 29 March 2026', () => {
    expect(clockDigits('2026-03-29T00:59:00Z')).toBe('01:59')
    expect(clockDigits('2026-03-29T01:00:00Z')).toBe('03:00')
  })

  test('afternoon and midnight have the 24-hour format', () => {
    expect(clockDigits('2026-11-24T14:05:00Z')).toBe('15:05')
    expect(clockDigits('2026-11-23T23:00:00Z')).toBe('00:00')
    expect(hourOf('2026-11-23T23:00:00Z')).toBe(0)
  })

  test('dates and times in German and English; Einfache Sprache has the German format', () => {
    const instant = '2026-11-24T08:00:00Z'
    expect(dateInWords(instant, 'de')).toBe('Dienstag, 24. November 2026')
    expect(dateInWords(instant, 'de-simple')).toBe('Dienstag, 24. November 2026')
    expect(dateInWords(instant, 'en')).toMatch(/^Tuesday,? 24 November 2026$/)
    expect(clock(instant, 'de')).toBe('09:00\u00a0Uhr')
    expect(clock(instant, 'en')).toBe('09:00')
  })
})

describe('calendar days in the time zone of the office', () => {
  test('dayOf an instant late in the UTC evening is the next day', () => {
    expect(dayOf('2026-11-23T23:30:00Z')).toBe('2026-11-24')
    expect(dayOf(new Date('2026-06-30T22:00:00Z'))).toBe('2026-07-01')
  })

  test('addDays crosses ends of months and years, leap days and both clock changes', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
    expect(addDays('2026-10-24', 2)).toBe('2026-10-26')
    expect(addDays('2026-03-30', -2)).toBe('2026-03-28')
  })

  test('daysUntil counts calendar days, also over a day with 25 hours', () => {
    expect(daysUntil('2026-10-26', '2026-10-24')).toBe(2)
    expect(daysUntil('2026-11-22', '2026-11-22')).toBe(0)
  })

  test('dayInWords and dayParts format a day', () => {
    expect(dayInWords('2026-12-01', 'de')).toBe('Dienstag, 1. Dezember')
    expect(dayParts('2026-12-01', 'de')).toEqual({ weekday: 'Di', day: '1.', month: 'Dez' })
    expect(dayParts('2026-12-01', 'en')).toEqual({ weekday: 'Tue', day: '1', month: 'Dec' })
  })

  test.each([
    ['2026-11-24', true],
    ['2026-13-01', false],
    ['2026-02-31', false],
    ['24.11.2026', false],
    ['', false],
    [null, false],
  ])('isDay(%j) is %s', (text, expected) => {
    expect(isDay(text)).toBe(expected)
  })
})

test.each([
  ['2026-11-24T08:00:00Z', true],
  ['2026-11-24T08:00:00.000Z', true],
  ['2026-11-24', false],
  ['2026-11-24T25:00:00Z', false],
  ['morgen um neun', false],
])('isInstant(%j) is %s', (text, expected) => {
  expect(isInstant(text)).toBe(expected)
})

test('minutesLeft rounds up and is never negative', () => {
  const now = Date.parse('2026-11-24T08:00:00Z')
  expect(minutesLeft('2026-11-24T08:09:01Z', now)).toBe(10)
  expect(minutesLeft('2026-11-24T08:00:00Z', now)).toBe(0)
  expect(minutesLeft('2026-11-24T07:00:00Z', now)).toBe(0)
})

test('deviceIsElsewhere compares the local time of the device with that of the office', () => {
  const device = new Intl.DateTimeFormat().resolvedOptions().timeZone
  const now = new Date('2026-11-24T08:00:00Z')
  const hours = (timeZone: string) =>
    new Intl.DateTimeFormat('en', { timeZone, day: 'numeric', hour: 'numeric', minute: 'numeric' }).format(
      now,
    )
  expect(deviceIsElsewhere(now)).toBe(hours(device) !== hours('Europe/Berlin'))
})
