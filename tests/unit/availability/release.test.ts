import { describe, expect, it } from 'vitest'
import { dayOf, daySpan } from '../../../api/availability/calendar.ts'
import type { DeskPlan } from '../../../api/availability/plan.ts'
import { nextRelease } from '../../../api/availability/release.ts'
import { bookableWindow } from '../../../api/availability/slots.ts'

const ZONE = 'Europe/Berlin'
const OFFICE = { zone: ZONE, holidayRegion: 'DE-ST' }
const visit = { serviceIds: ['ausweis'], minutes: 15 }

const desk = (weekdays: number[], changes: Partial<DeskPlan> = {}): DeskPlan => ({
  desk: {
    id: 'platz',
    serviceIds: new Set(['ausweis']),
    gridMinutes: 5,
    bufferMinutes: 0,
    shortestMinutes: 10,
  },
  reserved: [],
  openings: weekdays.map((weekday) => ({
    weekday,
    fromMinute: 540,
    toMinute: 720,
    validFrom: null,
    validUntil: null,
  })),
  closures: [],
  ...changes,
})

describe('nextRelease', () => {
  it('returns the midnight at which the next day with open desks enters the bookable window', () => {
    // 22 November 2026 and the last day of a horizon of 56 days are both Sundays.
    const release = nextRelease([desk([3])], visit, '2026-11-22', 56, OFFICE)!
    expect(release.day).toBe('2027-01-20')
    const opens = release.opens * 60_000
    const bookable = (at: number) => daySpan(release.day, ZONE).to <= bookableWindow(at, 0, 56, ZONE).latest
    expect([bookable(opens - 1), bookable(opens)]).toEqual([false, true])
    expect(dayOf(release.opens, ZONE)).toBe('2026-11-25')
  })

  it('skips holidays and closures', () => {
    // Friday, 1 January 2027, is a holiday; on the next Friday the desk is closed.
    const closed = desk([5], { closures: [daySpan('2027-01-08', ZONE)] })
    expect(nextRelease([closed], visit, '2026-12-01', 30, OFFICE)?.day).toBe('2027-01-15')
  })

  it('returns null if no desk can serve the visit, or none is open long enough', () => {
    const other = { serviceIds: ['hochzeit'], minutes: 15 }
    expect(nextRelease([desk([1, 2, 3])], other, '2026-11-22', 60, OFFICE)).toBeNull()
    expect(nextRelease([desk([1])], { ...visit, minutes: 181 }, '2026-11-22', 60, OFFICE)).toBeNull()
    expect(nextRelease([], visit, '2026-11-22', 60, OFFICE)).toBeNull()
  })
})
