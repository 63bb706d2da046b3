import { describe, expect, it } from 'vitest'
import { dayInWords, timeOfDay, zoneInWords } from '../../../api/notification/compose/dates.ts'

const zone = 'Europe/Berlin'
const at = (text: string) => new Date(text)

describe('dates of messages', () => {
  it("show day and time in the office's time zone", () => {
    const instant = at('2026-11-24T13:05:00Z')
    expect(dayInWords(instant, zone, 'de')).toBe('Dienstag, 24. November 2026')
    expect(dayInWords(instant, zone, 'en-GB')).toBe('Tuesday, 24 November 2026')
    expect(timeOfDay(instant, zone)).toBe('14:05')
  })

  it('show hours with two digits from 00 to 23', () => {
    expect(timeOfDay(at('2026-11-24T08:30:00Z'), zone)).toBe('09:30')
    expect(timeOfDay(at('2026-11-24T11:00:00Z'), zone)).toBe('12:00')
    expect(timeOfDay(at('2026-11-23T23:10:00Z'), zone)).toBe('00:10')
  })

  it('follow the clock changes of 29 March 2026 and 25 October 2026', () => {
    expect(timeOfDay(at('2026-03-29T00:59:00Z'), zone)).toBe('01:59')
    expect(timeOfDay(at('2026-03-29T01:00:00Z'), zone)).toBe('03:00')
    expect(timeOfDay(at('2026-10-25T00:30:00Z'), zone)).toBe('02:30')
    expect(timeOfDay(at('2026-10-25T01:30:00Z'), zone)).toBe('02:30')
  })

  it("show the office's day when it is another day in UTC", () => {
    expect(dayInWords(at('2026-12-31T23:30:00Z'), zone, 'de')).toBe('Freitag, 1. Januar 2027')
  })

  it('name the time zone', () => {
    expect(zoneInWords(at('2026-11-24T08:00:00Z'), zone, 'de')).toBe('Mitteleuropäische Zeit')
    expect(zoneInWords(at('2026-11-24T08:00:00Z'), zone, 'en-GB')).toBe('Central European Time')
  })
})
