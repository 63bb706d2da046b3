import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { daySpan } from '../../../api/availability/calendar.ts'
import type { Desk, Minute, OfficeDay, Span } from '../../../api/availability/model.ts'
import { type Displaced, proposalsFor } from '../../../api/availability/proposals.ts'
import { propertyRuns } from '../../support/lane.ts'
import { at, desk } from './oracle.ts'

const ZONE = 'Europe/Berlin'
const DAY = '2026-11-24'
const visit = { serviceIds: ['pass'], minutes: 20 }

interface FreeDesk {
  desk: Desk
  runs: Span[]
}

/** @param free the free time by day; on other days nothing is free */
const frameOf = (free: Record<string, FreeDesk[]>, more: object = {}) => ({
  zone: ZONE,
  earliest: at('2026-11-23T08:00+01:00'),
  earlierFrom: at('2026-11-23T08:00+01:00'),
  latest: at('2027-01-31T00:00+01:00'),
  officeDay: (day: string): OfficeDay => ({
    origin: daySpan(day, ZONE).from,
    deskDays: (free[day] ?? []).map((one) => ({ ...one, day })),
  }),
  ...more,
})
const span = (from: string, to: string, day = DAY): Span => ({
  from: at(`${day}T${from}+01:00`),
  to: at(`${day}T${to}+01:00`),
})
const one = (id: string, time: string, more: Partial<Displaced> = {}): Displaced => ({
  ...{ id, visit, from: at(`${DAY}T${time}+01:00`), sameTimeOnly: false },
  ...more,
})
const shown = (minute: Minute) => new Date(minute * 60_000).toISOString().slice(5, 16)

describe('proposals', () => {
  const anna = desk({ id: 'anna' })

  test('begin with the agreed time at another desk, also off its grid', () => {
    const free = { [DAY]: [{ desk: desk({ id: 'anna', gridMinutes: 30 }), runs: [span('09:00', '11:00')] }] }
    const [first] = proposalsFor([one('x', '09:50')], 3, frameOf(free)).get('x')!
    expect(first).toEqual({ deskId: 'anna', from: at(`${DAY}T09:50+01:00`), to: at(`${DAY}T10:10+01:00`) })
  })

  test('are one for each visit before any visit gets a second one', () => {
    const free = { [DAY]: [{ desk: anna, runs: [span('09:00', '09:40')] }] }
    const found = proposalsFor([one('y', '14:20'), one('x', '14:00')], 3, frameOf(free))
    expect([...found.values()].map((own) => own.length)).toEqual([1, 1])
  })

  test('are ordered by distance: first on the same day, then on the days around it', () => {
    const free = {
      '2026-11-23': [{ desk: anna, runs: [span('09:00', '09:20', '2026-11-23')] }],
      [DAY]: [{ desk: anna, runs: [span('17:00', '17:20')] }],
      '2026-11-26': [{ desk: anna, runs: [span('09:00', '12:00', '2026-11-26')] }],
    }
    const own = proposalsFor([one('x', '09:00')], 3, frameOf(free)).get('x')!
    expect(own.map(({ from }) => shown(from))).toEqual(['11-24T16:00', '11-23T08:00', '11-26T08:00'])
  })

  test('are not before the agreed time at short notice', () => {
    const free = { [DAY]: [{ desk: anna, runs: [span('09:00', '09:20'), span('12:00', '12:20')] }] }
    const frame = frameOf(free, { earlierFrom: at('2026-11-25T00:00+01:00') })
    const own = proposalsFor([one('x', '10:00')], 3, frame).get('x')!
    expect(own.map(({ from }) => shown(from))).toEqual(['11-24T11:00'])
  })

  test('are only the agreed time at other desks if the citizen is already waiting', () => {
    const free = { [DAY]: [{ desk: anna, runs: [span('09:00', '09:20'), span('12:00', '12:20')] }] }
    expect(proposalsFor([one('x', '10:00', { sameTimeOnly: true })], 3, frameOf(free)).get('x')).toEqual([])
    const other = { [DAY]: [{ desk: anna, runs: [span('10:00', '11:00')] }] }
    expect(
      proposalsFor([one('x', '10:00', { sameTimeOnly: true })], 3, frameOf(other)).get('x'),
    ).toHaveLength(1)
  })
})

test('all proposals are free and do not overlap, for random desks and visits', () => {
  const start = daySpan(DAY, ZONE).from
  const runs = fc
    .uniqueArray(fc.integer({ min: 0, max: 287 }), { maxLength: 8 })
    .map((cuts) => cuts.toSorted((a, b) => a - b).map((cut) => start + cut * 5))
    .map((cuts) =>
      cuts.flatMap((from, nth) => (nth % 2 === 0 && cuts[nth + 1] ? [{ from, to: cuts[nth + 1]! }] : [])),
    )
  const desks = fc.array(
    fc.record({
      runs,
      bufferMinutes: fc.constantFrom(0, 5),
      gridMinutes: fc.constantFrom(5, 10, 30),
      shortestMinutes: fc.constantFrom(10, 25),
      serviceIds: fc.constantFrom(new Set(['pass']), new Set(['pass', 'move']), new Set(['move'])),
    }),
    { minLength: 1, maxLength: 4 },
  )
  const visits = fc.array(
    fc.record({
      minute: fc.integer({ min: 0, max: 1439 }),
      minutes: fc.integer({ min: 5, max: 60 }),
      serviceIds: fc.constantFrom(['pass'], ['move'], ['pass', 'move']),
      sameTimeOnly: fc.boolean(),
    }),
    { maxLength: 12 },
  )
  fc.assert(
    fc.property(desks, visits, fc.integer({ min: 1, max: 3 }), (free, moved, most) => {
      const known = free.map(({ runs, ...values }, nth) => ({
        desk: desk({ id: `desk-${nth}`, ...values }),
        runs,
      }))
      const displaced = moved.map(({ minute, minutes, serviceIds, sameTimeOnly }, nth): Displaced => ({
        ...{ id: `visit-${nth}`, visit: { serviceIds, minutes }, from: start + minute, sameTimeOnly },
      }))
      const found = proposalsFor(displaced, most, frameOf({ [DAY]: known }))
      const places = displaced.flatMap(({ id, visit, from, sameTimeOnly }) => {
        const own = found.get(id)!
        expect(own.length).toBeLessThanOrEqual(most)
        expect(new Set(own.map((proposal) => proposal.from)).size).toBe(own.length)
        return own.map((proposal) => {
          const { desk, runs } = known.find((one) => one.desk.id === proposal.deskId)!
          expect(visit.serviceIds.every((service) => desk.serviceIds.has(service))).toBe(true)
          expect(proposal.to - proposal.from).toBe(visit.minutes)
          if (sameTimeOnly) expect(proposal.from).toBe(from)
          const to = proposal.to + desk.bufferMinutes
          expect(runs.some((run) => run.from <= proposal.from && to <= run.to)).toBe(true)
          return { deskId: desk.id, from: proposal.from, to }
        })
      })
      const overlap = places.some((a, nth) =>
        places.slice(nth + 1).some((b) => a.deskId === b.deskId && a.from < b.to && b.from < a.to),
      )
      expect(overlap).toBe(false)
    }),
    { numRuns: propertyRuns(500) },
  )
})
