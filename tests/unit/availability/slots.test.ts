import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { deskDayOf } from '../../../api/availability/plan.ts'
import type { DeskDay, OfficeDay } from '../../../api/availability/model.ts'
import { mergedSpans } from '../../../api/availability/spans.ts'
import { bookableWindow, candidatesFor, slotsInOrder, slotsOfDay } from '../../../api/availability/slots.ts'
import { daySpan } from '../../../api/availability/calendar.ts'
import { offers } from '../../../api/availability/starts.ts'
import { canServe } from '../../../api/availability/visit.ts'
import { propertyRuns } from '../../support/lane.ts'
import { spansWithin } from './arbitraries.ts'
import { at, clock, desk, opening } from './oracle.ts'

const ALWAYS = { earliest: -Infinity, latest: Infinity }
const visit = { serviceIds: ['pass'], minutes: 20 }

const deskDay = (values: Parameters<typeof desk>[0], ...runs: [number, number][]): DeskDay => ({
  desk: desk(values),
  day: '2026-11-23',
  runs: runs.map(([from, to]) => ({ from, to })),
})

/** Up to six desks with different free time; some cannot serve the visit. */
const deskDays = fc
  .array(
    fc.record({
      gridMinutes: fc.constantFrom(5, 10, 15, 30),
      bufferMinutes: fc.constantFrom(0, 5, 10),
      shortestMinutes: fc.integer({ min: 5, max: 30 }),
      serviceIds: fc.constantFrom(new Set(['pass']), new Set(['pass', 'register']), new Set(['register'])),
      runs: spansWithin(480, 1020, 5).map(mergedSpans),
    }),
    { maxLength: 6 },
  )
  .map((desks) =>
    desks.map(({ runs, ...values }, i): DeskDay => {
      return { desk: desk({ id: `desk-${i}`, ...values }), day: '2026-11-23', runs }
    }),
  )
const anyVisit = fc.record({
  serviceIds: fc.constantFrom(['pass'], ['register'], ['pass', 'register']),
  minutes: fc.integer({ min: 5, max: 60 }),
})

describe('slots of a day', () => {
  test('merge the starts of all desks and count the desks of each', () => {
    const days = [deskDay({ id: 'a' }, [540, 600]), deskDay({ id: 'b', gridMinutes: 20 }, [540, 600])]
    expect(slotsOfDay(days, visit, 0, ALWAYS)).toEqual([
      { from: 540, to: 560, free: 2 },
      { from: 550, to: 570, free: 1 },
      { from: 555, to: 575, free: 1 },
      { from: 560, to: 580, free: 2 },
      { from: 565, to: 585, free: 1 },
      { from: 570, to: 590, free: 1 },
      { from: 580, to: 600, free: 2 },
    ])
  })

  test('end without the buffer, which also needs free time', () => {
    expect(slotsOfDay([deskDay({ bufferMinutes: 10 }, [540, 570])], visit, 0, ALWAYS)).toEqual([
      { from: 540, to: 560, free: 1 },
    ])
    expect(slotsOfDay([deskDay({ bufferMinutes: 10 }, [540, 569])], visit, 0, ALWAYS)).toEqual([])
  })

  test('are empty if no desk offers all services of the visit', () => {
    const both = { serviceIds: ['pass', 'register'], minutes: 20 }
    expect(slotsOfDay([deskDay({}, [540, 600])], both, 0, ALWAYS)).toEqual([])
  })

  test('are filtered by the window, whose end is exclusive', () => {
    const day = [deskDay({}, [540, 600])]
    expect(slotsOfDay(day, visit, 0, { earliest: 550, latest: 570 }).map(({ from }) => from)).toEqual([
      550, 555, 560, 565,
    ])
    fc.assert(
      fc.property(deskDays, anyVisit, fc.nat(1100), fc.nat(1100), (days, visit, earliest, latest) => {
        expect(slotsOfDay(days, visit, 0, { earliest, latest })).toEqual(
          slotsOfDay(days, visit, 0, ALWAYS).filter(({ from }) => from >= earliest && from < latest),
        )
      }),
    )
  })

  test('have as free the number of desks that offer the start, which is the number of candidates', () => {
    fc.assert(
      fc.property(deskDays, anyVisit, fc.string(), (days, visit, seed) => {
        const offering = new Map<number, string[]>()
        const candidates = new Map<number, string[]>()
        for (let start = 400; start <= 1300; start++) {
          const offered = days.filter(
            ({ desk, runs }) =>
              canServe(desk, visit) &&
              runs.some((run) =>
                offers(
                  run,
                  visit.minutes + desk.bufferMinutes,
                  desk.gridMinutes,
                  desk.shortestMinutes,
                  0,
                  start,
                ),
              ),
          )
          if (offered.length > 0)
            offering.set(
              start,
              offered.map(({ desk }) => desk.id),
            )
          const found = candidatesFor(days, visit, start, 0, seed)
          if (found.length > 0) candidates.set(start, found.map(({ deskId }) => deskId).sort())
        }
        const slots = slotsOfDay(days, visit, 0, ALWAYS)
        expect(slots.map(({ from, free }) => [from, free])).toEqual(
          [...offering].map(([start, desks]) => [start, desks.length]),
        )
        expect(candidates).toEqual(offering)
      }),
      { numRuns: propertyRuns(200) },
    )
  })

  test('are sorted, unique, and as long as the visit', () => {
    fc.assert(
      fc.property(deskDays, anyVisit, (days, visit) => {
        const slots = slotsOfDay(days, visit, 0, ALWAYS)
        slots.forEach(({ from, to, free }, i) => {
          expect(to - from).toBe(visit.minutes)
          expect(free).toBeGreaterThan(0)
          if (i > 0) expect(slots[i - 1]!.from).toBeLessThan(from)
        })
      }),
    )
  })

  const nights = { zone: 'Europe/Berlin', holidayRegion: null }
  const nightLine = {
    desk: desk({ gridMinutes: 30, shortestMinutes: 30 }),
    openings: [opening(7, '00:00', '06:00')],
    reserved: [],
    closures: [],
  }
  test.each([
    ['2026-03-29', '00:00 00:30 01:00 01:30 03:00 03:30 04:00 04:30 05:00 05:30'],
    ['2027-03-28', '00:00 00:30 01:00 01:30 03:00 03:30 04:00 04:30 05:00 05:30'],
    ['2026-10-25', '00:00 00:30 01:00 01:30 02:00 02:30 02:00 02:30 03:00 03:30 04:00 04:30 05:00 05:30'],
    ['2027-10-31', '00:00 00:30 01:00 01:30 02:00 02:30 02:00 02:30 03:00 03:30 04:00 04:30 05:00 05:30'],
  ])('on %s, a night with a clock change, start at %s', (day, starts) => {
    const slots = slotsOfDay(
      [deskDayOf(nightLine, day, [], 0, nights)],
      { serviceIds: ['pass'], minutes: 30 },
      daySpan(day, nights.zone).from,
      ALWAYS,
    )
    expect(slots.map(({ from }) => clock(from).slice(11)).join(' ')).toBe(starts)
    for (let i = 1; i < slots.length; i++) expect(slots[i]!.from - slots[i - 1]!.from).toBe(30)
  })
})

describe('slots of many days', () => {
  const days = (computed: number[]): Iterable<OfficeDay> => ({
    *[Symbol.iterator]() {
      for (let i = 0; i < 60; i++) {
        computed.push(i)
        const origin = i * 1440
        const deskDays = i === 1 ? [] : [deskDay({ gridMinutes: 30 }, [origin + 540, origin + 600])]
        yield { origin, deskDays }
      }
    },
  })

  test('are sorted and computed for no more days than needed', () => {
    const computed: number[] = []
    const slots = slotsInOrder(days(computed), visit, ALWAYS).take(3).toArray()
    expect(slots.map(({ from }) => from)).toEqual([540, 570, 2 * 1440 + 540])
    expect(computed).toEqual([0, 1, 2])
  })

  test('end at the end of the window', () => {
    const computed: number[] = []
    const window = { earliest: 541, latest: 3 * 1440 }
    const slots = slotsInOrder(days(computed), visit, window).toArray()
    expect(slots.map(({ from }) => from)).toEqual([570, 2 * 1440 + 540, 2 * 1440 + 570])
    expect(computed).toEqual([0, 1, 2, 3])
  })
})

describe('candidates', () => {
  test('are ordered by the remaining length of the run, the shortest first', () => {
    const days = [
      deskDay({ id: 'empty' }, [480, 720]),
      deskDay({ id: 'exact' }, [540, 560]),
      deskDay({ id: 'buffered', bufferMinutes: 5 }, [540, 570]),
      deskDay({ id: 'busy' }, [500, 520], [530, 570]),
      deskDay({ id: 'elsewhere' }, [600, 700]),
    ]
    expect(candidatesFor(days, visit, 540, 0, 'seed')).toEqual([
      { deskId: 'exact', run: { from: 540, to: 560 }, slackMinutes: 0 },
      { deskId: 'buffered', run: { from: 540, to: 570 }, slackMinutes: 5 },
      { deskId: 'busy', run: { from: 530, to: 570 }, slackMinutes: 20 },
      { deskId: 'empty', run: { from: 480, to: 720 }, slackMinutes: 220 },
    ])
  })

  test('are empty for a start off the grid, before the opening or too late', () => {
    for (const start of [535, 541, 701, 720, 1000])
      expect(candidatesFor([deskDay({}, [540, 720])], visit, start, 0, 'seed')).toEqual([])
  })

  const equalDesks = (count: number) =>
    Array.from({ length: count }, (_, i) => deskDay({ id: `desk-${i}` }, [540, 720]))

  test('have the same order for the same seed and any order of the desks', () => {
    fc.assert(
      fc.property(
        deskDays,
        anyVisit,
        fc.integer({ min: 480, max: 1020 }),
        fc.string(),
        (days, visit, start, seed) => {
          const order = candidatesFor(days, visit, start, 0, seed)
          expect(candidatesFor(days.toReversed(), visit, start, 0, seed)).toEqual(order)
          for (let i = 1; i < order.length; i++)
            expect(order[i - 1]!.slackMinutes).toBeLessThanOrEqual(order[i]!.slackMinutes)
        },
      ),
    )
  })

  test('of equally good desks are ordered by id, rotated by the seed', () => {
    const order = candidatesFor(equalDesks(5), visit, 540, 0, 'seed').map(({ deskId }) => +deskId.slice(5))
    expect(order.toSorted()).toEqual([0, 1, 2, 3, 4])
    for (let i = 1; i < 5; i++) expect(order[i]).toBe((order[i - 1]! + 1) % 5)
    const reversed = candidatesFor(equalDesks(5).reverse(), visit, 540, 0, 'seed')
    expect(reversed.map(({ deskId }) => +deskId.slice(5))).toEqual(order)
  })

  test.each([2, 3, 6, 8])(
    'are evenly distributed over %i equally good desks for different seeds',
    (count) => {
      const callers = 2_000
      const firsts = new Map<string, number>()
      for (let i = 0; i < callers; i++) {
        const first = candidatesFor(equalDesks(count), visit, 540, 0, `caller-${i}`)[0]!.deskId
        firsts.set(first, (firsts.get(first) ?? 0) + 1)
      }
      expect(firsts.size).toBe(count)
      for (const times of firsts.values()) {
        expect(times).toBeGreaterThan((callers / count) * 0.8)
        expect(times).toBeLessThan((callers / count) * 1.2)
      }
    },
  )
})

describe('the bookable window', () => {
  const ms = (instant: string) => Date.parse(instant)

  test('begins after the lead time, rounded up to a minute', () => {
    const window = (now: string) => bookableWindow(ms(now), 60, 60, 'Europe/Berlin').earliest
    expect(window('2026-11-22T10:00:00Z')).toBe(at('2026-11-22T11:00Z'))
    expect(window('2026-11-22T10:00:00.001Z')).toBe(at('2026-11-22T11:01Z'))
    expect(window('2026-11-22T10:00:59.999Z')).toBe(at('2026-11-22T11:01Z'))
  })

  test.each([
    // The present day is that of Merseburg, not of UTC.
    ['2026-11-22T22:59:59Z', 60, '2027-01-22T00:00+01:00'],
    ['2026-11-22T23:00:00Z', 60, '2027-01-23T00:00+01:00'],
    ['2026-12-31T12:00:00Z', 0, '2027-01-01T00:00+01:00'],
    ['2027-12-31T12:00:00Z', 60, '2028-03-01T00:00+01:00'], // includes leap day
    ['2026-01-28T12:00:00Z', 60, '2026-03-30T00:00+02:00'], // includes the night of 23 hours
    ['2026-08-26T12:00:00Z', 60, '2026-10-26T00:00+01:00'], // includes the night of 25 hours
  ])('at %s with %i days ends before %s', (now, horizon, end) => {
    expect(bookableWindow(ms(now), 60, horizon, 'Europe/Berlin').latest).toBe(at(end))
  })

  test('begins after the elapsed lead time at the clock change in autumn', () => {
    const { earliest } = bookableWindow(ms('2026-10-25T02:30+02:00'), 60, 60, 'Europe/Berlin')
    expect(clock(earliest)).toBe('2026-10-25 02:30')
    expect(earliest).toBe(at('2026-10-25T02:30+01:00'))
  })
})
