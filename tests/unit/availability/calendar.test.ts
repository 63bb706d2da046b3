import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, dayOf, daySpan, eachDay, openSpans, weekdayOf } from '../../../api/availability/calendar.ts'
import { propertyRuns } from '../../support/lane.ts'
import { anyDay, openingsFor } from './arbitraries.ts'
import { at, clock, minutesOf, minutesOfDay, openMinutes, opening } from './oracle.ts'

/** Milliseconds; the oracle takes seconds, and several times as long beside other tests on two cores. */
const SLOW_MACHINE = 60_000

const BERLIN = 'Europe/Berlin'
const SUNDAY = 7

describe('days', () => {
  test.each([
    ['2026-03-28', '2026-03-28T00:00+01:00', 24],
    ['2026-03-29', '2026-03-29T00:00+01:00', 23],
    ['2026-10-25', '2026-10-25T00:00+02:00', 25],
    ['2027-03-28', '2027-03-28T00:00+01:00', 23],
    ['2027-10-31', '2027-10-31T00:00+02:00', 25],
    ['2026-12-31', '2026-12-31T00:00+01:00', 24],
    ['2028-02-29', '2028-02-29T00:00+01:00', 24],
  ])('%s begins at %s and has %i hours', (day, start, hours) => {
    expect(daySpan(day, BERLIN)).toEqual({ from: at(start), to: at(start) + hours * 60 })
  })

  test('a day begins at 01:00 if the clock changes at midnight: Beirut, 29 March 2026', () => {
    expect(daySpan('2026-03-29', 'Asia/Beirut')).toEqual({
      from: at('2026-03-29T01:00+03:00'),
      to: at('2026-03-30T00:00+03:00'),
    })
  })

  test('a day that a zone skipped has no minutes: Apia, 30 December 2011', () => {
    const { from, to } = daySpan('2011-12-30', 'Pacific/Apia')
    expect(to - from).toBe(0)
  })

  test('dayOf changes at local midnight', () => {
    expect(dayOf(at('2026-12-31T23:59+01:00'), BERLIN)).toBe('2026-12-31')
    expect(dayOf(at('2027-01-01T00:00+01:00'), BERLIN)).toBe('2027-01-01')
    expect(dayOf(at('2026-10-25T23:59+01:00'), BERLIN)).toBe('2026-10-25')
    expect(dayOf(at('2026-06-30T23:30Z'), BERLIN)).toBe('2026-07-01')
  })

  test('addDays and eachDay count over leap day, turn of the year and clock change', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
    expect(addDays('2028-02-28', 2)).toBe('2028-03-01')
    expect(addDays('2027-02-28', 1)).toBe('2027-03-01')
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
    expect(addDays('2027-01-01', -1)).toBe('2026-12-31')
    expect(addDays('2026-11-22', 60)).toBe('2027-01-21')
    expect(eachDay('2028-02-28', '2028-03-01')).toEqual(['2028-02-28', '2028-02-29', '2028-03-01'])
    expect(eachDay('2026-12-31', '2027-01-01')).toEqual(['2026-12-31', '2027-01-01'])
    expect(eachDay('2026-10-25', '2026-10-25')).toEqual(['2026-10-25'])
    expect(eachDay('2026-10-26', '2026-10-25')).toEqual([])
  })

  test('weekdays are those of ISO 8601', () => {
    expect(eachDay('2026-12-28', '2027-01-03').map(weekdayOf)).toEqual([1, 2, 3, 4, 5, 6, 7])
    expect(weekdayOf('2028-02-29')).toBe(2)
  })

  test.each(['2026-02-29', '2026-13-01', '2026-1-1', 'tomorrow', ''])('%j is refused as a day', (text) => {
    expect(() => daySpan(text, BERLIN)).toThrow(RangeError)
    expect(() => eachDay(text, '2026-03-01')).toThrow(RangeError)
  })

  test('an unknown zone is refused', () => {
    expect(() => daySpan('2026-03-29', 'Europe/Merseburg')).toThrow(RangeError)
  })

  test('daySpan and dayOf agree with the oracle', () => {
    fc.assert(
      fc.property(anyDay, fc.constantFrom(BERLIN, 'America/New_York', 'Asia/Beirut'), (day, zone) => {
        const shown = minutesOfDay(day, zone)
        expect(daySpan(day, zone)).toEqual({ from: shown[0]!.minute, to: shown.at(-1)!.minute + 1 })
      }),
      { numRuns: 60 },
    )
    fc.assert(
      fc.property(fc.integer({ min: at('2025-01-01T00:00Z'), max: at('2030-01-01T00:00Z') }), (minute) => {
        expect(dayOf(minute, BERLIN)).toBe(clock(minute).slice(0, 10))
      }),
    )
  })
})

describe('opening hours in local time', () => {
  const hour = (h: number) => `${String(h).padStart(2, '0')}:00`
  const spanOf = (day: string, from: string, to: string) =>
    openSpans([opening(SUNDAY, from, to)], day, BERLIN).map((span) => [
      new Date(span.from * 60_000).toISOString(),
      (span.to - span.from) as unknown,
    ])

  describe.each(['2026-03-29', '2027-03-28'])('%s, the hour that does not exist', (day) => {
    test.each(Array.from({ length: 24 }, (_, h) => h))('hour %i', (h) => {
      const utc = h < 2 ? at(`${day}T00:00+01:00`) + h * 60 : at(`${day}T00:00+02:00`) + h * 60
      expect(spanOf(day, hour(h), hour(h + 1))).toEqual(
        h === 2 ? [] : [[new Date(utc * 60_000).toISOString(), 60]],
      )
    })

    test.each([
      // Local times in the gap count as an hour later: 02:30 is 03:30.
      ['02:30', '04:00', '03:30+02:00', 30],
      ['01:00', '02:30', '01:00+01:00', 90],
      ['02:15', '02:45', '03:15+02:00', 30],
      ['00:00', '24:00', '00:00+01:00', 23 * 60],
      ['01:59', '03:00', '01:59+01:00', 1],
    ])('from %s to %s is open from %s for %i minutes', (from, to, start, minutes) => {
      expect(spanOf(day, from, to)).toEqual([[new Date(`${day}T${start}`).toISOString(), minutes]])
    })

    test.each([
      ['02:00', '03:00'],
      ['02:30', '03:30'],
      ['02:30', '03:15'],
      ['02:59', '03:01'],
    ])('from %s to %s has no open time', (from, to) => {
      expect(spanOf(day, from, to)).toEqual([])
    })
  })

  describe.each(['2026-10-25', '2027-10-31'])('%s, the hour that occurs twice', (day) => {
    test.each(Array.from({ length: 24 }, (_, h) => h))('hour %i', (h) => {
      const utc = h <= 2 ? at(`${day}T00:00+02:00`) + h * 60 : at(`${day}T00:00+01:00`) + h * 60
      expect(spanOf(day, hour(h), hour(h + 1))).toEqual([
        [new Date(utc * 60_000).toISOString(), h === 2 ? 120 : 60],
      ])
    })

    test.each([
      // The first of two equal local times counts.
      ['02:30', '04:00', '02:30+02:00', 150],
      ['01:00', '02:30', '01:00+02:00', 90],
      ['02:15', '02:45', '02:15+02:00', 30],
      ['02:00', '03:00', '02:00+02:00', 120],
      ['00:00', '24:00', '00:00+02:00', 25 * 60],
    ])('from %s to %s is open from %s for %i minutes', (from, to, start, minutes) => {
      expect(spanOf(day, from, to)).toEqual([[new Date(`${day}T${start}`).toISOString(), minutes]])
    })
  })

  test('an opening has the same local time before, on and after the days of both clock changes', () => {
    const shown = (day: string) =>
      openSpans([opening(weekdayOf(day), '13:30', '18:00')], day, BERLIN).map(({ from, to }) => [
        clock(from),
        clock(to),
      ])
    for (const day of ['2026-03-28', '2026-03-29', '2026-03-30', '2026-10-24', '2026-10-25', '2026-10-26'])
      expect(shown(day)).toEqual([[`${day} 13:30`, `${day} 18:00`]])
  })

  test('openings that touch or overlap are merged, others stay separate, sorted', () => {
    const openings = [
      opening(4, '14:00', '16:00'),
      opening(4, '09:00', '11:00'),
      opening(4, '11:00', '12:00'),
      opening(4, '10:00', '10:30'),
      opening(5, '08:00', '20:00'),
    ]
    expect(openSpans(openings, '2026-12-31', BERLIN)).toEqual([
      { from: at('2026-12-31T09:00+01:00'), to: at('2026-12-31T12:00+01:00') },
      { from: at('2026-12-31T14:00+01:00'), to: at('2026-12-31T16:00+01:00') },
    ])
  })

  test('validity includes its first and its last day', () => {
    const openings = [opening(2, '09:00', '10:00', { validFrom: '2028-02-22', validUntil: '2028-02-29' })]
    const open = ['2028-02-15', '2028-02-22', '2028-02-29', '2028-03-07'].map(
      (day) => openSpans(openings, day, BERLIN).length,
    )
    expect(open).toEqual([0, 1, 1, 0])
  })

  test('an opening ends with its day: Nuuk, 28 March 2026, 23:00 becomes 00:00', () => {
    const zone = 'America/Nuuk'
    const late = openSpans([opening(6, '20:00', '23:30')], '2026-03-28', zone)
    expect(late).toEqual([{ from: at('2026-03-28T20:00-02:00'), to: at('2026-03-29T00:00-01:00') }])
    expect(openSpans([opening(6, '23:15', '23:45')], '2026-03-28', zone)).toEqual([])
  })

  test('openSpans agrees with the oracle in every minute', { timeout: SLOW_MACHINE }, () => {
    const zones = fc.constantFrom(BERLIN, BERLIN, BERLIN, 'America/New_York', 'America/Nuuk', 'Asia/Beirut')
    const cases = fc
      .tuple(anyDay, zones)
      .chain(([day, zone]) =>
        fc.record({ day: fc.constant(day), zone: fc.constant(zone), openings: openingsFor(day) }),
      )
    fc.assert(
      fc.property(cases, ({ day, zone, openings }) => {
        const spans = openSpans(openings, day, zone)
        expect(minutesOf(spans)).toEqual(openMinutes(openings, day, zone))
        for (const span of spans) expect(span.from).toBeLessThan(span.to)
        for (let i = 1; i < spans.length; i++) expect(spans[i - 1]!.to).toBeLessThan(spans[i]!.from)
      }),
      { numRuns: propertyRuns(500) },
    )
  })

  test('results stay the same after the caches have dropped old entries', () => {
    const openings = Array.from({ length: 7 }, (_, i) => opening(i + 1, '01:30', '17:45'))
    const days = eachDay('2026-01-01', '2034-12-31')
    const compute = () => days.map((day) => openSpans(openings, day, BERLIN)[0])
    const first = compute()
    expect(first).toHaveLength(3287)
    expect(compute()).toEqual(first)
    expect(first[0]).toEqual({ from: at('2026-01-01T01:30+01:00'), to: at('2026-01-01T17:45+01:00') })
  })
})
