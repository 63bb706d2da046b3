import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { daySpan } from '../../../api/availability/calendar.ts'
import type { Occupied } from '../../../api/availability/model.ts'
import { deskDayOf } from '../../../api/availability/plan.ts'
import { candidatesFor, slotsOfDay } from '../../../api/availability/slots.ts'
import { propertyRuns } from '../../support/lane.ts'
import { anyDay, openingsFor, spansWithin } from './arbitraries.ts'
import {
  at,
  desk,
  minutesOf,
  minutesOfDay,
  opening,
  openMinutes,
  runFrom,
  startsByTheRule,
} from './oracle.ts'

/** Milliseconds; the oracle takes seconds, and several times as long beside other tests on two cores. */
const SLOW_MACHINE = 60_000

const MERSEBURG = { zone: 'Europe/Berlin', holidayRegion: 'DE-ST' }
const NOW = Date.parse('2026-11-22T09:00:00Z')

/** Holidays of 2026 to 2028 from the law, because the oracle must not use the library that the code uses. */
const HOLIDAYS = new Set(
  ['01-01', '01-06', '05-01', '10-03', '10-31', '12-25', '12-26']
    .flatMap((day) => [`2026-${day}`, `2027-${day}`, `2028-${day}`])
    .concat('2026-04-03', '2026-04-06', '2026-05-14', '2026-05-25')
    .concat('2027-03-26', '2027-03-29', '2027-05-06', '2027-05-17')
    .concat('2028-04-14', '2028-04-17', '2028-05-25', '2028-06-05'),
)

const taken = (from: string, to: string, expiresAt: number | null = null): Occupied => ({
  from: at(from),
  to: at(to),
  expiresAt,
  bookingId: null,
})

describe('the free time of a desk', () => {
  const plan = {
    desk: desk(),
    openings: [opening(1, '09:00', '12:00'), opening(3, '09:00', '12:00'), opening(4, '09:00', '12:00')],
    reserved: [opening(1, '16:00', '18:00')],
    closures: [{ from: at('2026-11-23T11:00+01:00'), to: at('2026-11-23T15:00+01:00') }],
  }

  test('contains reserved hours only for the office', () => {
    const runs = (withReserved: boolean) =>
      deskDayOf(plan, '2026-11-23', [], NOW, MERSEBURG, withReserved).runs.map(({ from, to }) => [from, to])
    const morning = [at('2026-11-23T09:00+01:00'), at('2026-11-23T11:00+01:00')]
    expect(runs(false)).toEqual([morning])
    expect(runs(true)).toEqual([morning, [at('2026-11-23T16:00+01:00'), at('2026-11-23T18:00+01:00')]])
  })

  test('excludes reserved hours for citizens also if they overlap an opening', () => {
    const kept = { ...plan, reserved: [opening(1, '10:00', '10:30')] }
    const times = (withReserved: boolean) =>
      deskDayOf(kept, '2026-11-23', [], NOW, MERSEBURG, withReserved).runs.map(({ to }) => to)
    expect(times(false)).toEqual([at('2026-11-23T10:00+01:00'), at('2026-11-23T11:00+01:00')])
    expect(times(true)).toEqual([at('2026-11-23T11:00+01:00')])
  })

  test('is the openings less closures and occupancies', () => {
    const occupied = [taken('2026-11-23T09:30+01:00', '2026-11-23T10:00+01:00')]
    expect(deskDayOf(plan, '2026-11-23', occupied, NOW, MERSEBURG)).toEqual({
      desk: plan.desk,
      day: '2026-11-23',
      runs: [
        { from: at('2026-11-23T09:00+01:00'), to: at('2026-11-23T09:30+01:00') },
        { from: at('2026-11-23T10:00+01:00'), to: at('2026-11-23T11:00+01:00') },
      ],
    })
  })

  test('contains the time of a hold again at its expiry', () => {
    const hold = [taken('2026-11-23T09:00+01:00', '2026-11-23T11:00+01:00', NOW)]
    expect(deskDayOf(plan, '2026-11-23', hold, NOW - 1, MERSEBURG).runs).toHaveLength(0)
    expect(deskDayOf(plan, '2026-11-23', hold, NOW, MERSEBURG).runs).toHaveLength(1)
  })

  test('is empty on a public holiday of the region, Wednesday 6 January 2027', () => {
    expect(deskDayOf(plan, '2027-01-06', [], NOW, MERSEBURG).runs).toEqual([])
    for (const holidayRegion of ['DE-BE', null])
      expect(deskDayOf(plan, '2027-01-06', [], NOW, { ...MERSEBURG, holidayRegion }).runs).toHaveLength(1)
  })

  test('is not empty on New Year’s Eve, which is no public holiday', () => {
    expect(deskDayOf(plan, '2026-12-31', [], NOW, MERSEBURG).runs).toEqual([
      { from: at('2026-12-31T09:00+01:00'), to: at('2026-12-31T12:00+01:00') },
    ])
  })
})

describe('slots, candidates and the oracle agree in every minute', () => {
  const occupiedWithin = (from: number, to: number) =>
    spansWithin(from, to, 5).chain((spans) =>
      fc.tuple(
        ...spans.map((span) =>
          fc
            .constantFrom(null, NOW - 1, NOW, NOW + 1)
            .map((expiresAt): Occupied => ({ ...span, expiresAt, bookingId: null })),
        ),
      ),
    )

  const office = anyDay.chain((day) => {
    const shown = minutesOfDay(day)
    const [start, end] = [shown[0]!.minute, shown.at(-1)!.minute + 1]
    const oneDesk = fc.record({
      openings: openingsFor(day),
      closures: spansWithin(start, end, 3),
      occupied: occupiedWithin(start, end),
      gridMinutes: fc.constantFrom(5, 10, 15, 20, 30, 60),
      bufferMinutes: fc.constantFrom(0, 5),
      shortestMinutes: fc.integer({ min: 5, max: 40 }),
    })
    const desks = fc.array(oneDesk, { minLength: 1, maxLength: 3 })
    return fc.record({ day: fc.constant(day), minutes: fc.integer({ min: 5, max: 60 }), desks })
  })

  test(
    'for random openings, closures, occupancies and holidays, including four clock changes',
    { timeout: SLOW_MACHINE },
    () => {
      fc.assert(
        fc.property(office, ({ day, minutes, desks }) => {
          const visit = { serviceIds: ['pass'], minutes }
          const origin = daySpan(day, MERSEBURG.zone).from
          const deskDays = desks.map(({ openings, closures, occupied, ...values }, i) =>
            deskDayOf(
              { desk: desk({ id: `desk-${i}`, ...values }), openings, reserved: [], closures },
              day,
              occupied,
              NOW,
              MERSEBURG,
            ),
          )

          const wall = new Map(minutesOfDay(day).map((shown) => [shown.minute, shown.wall]))
          const expected = new Map<number, string[]>()
          desks.forEach((one, i) => {
            const active = one.occupied.filter(({ expiresAt }) => expiresAt === null || expiresAt === NOW + 1)
            const free = HOLIDAYS.has(day)
              ? new Set<number>()
              : openMinutes(one.openings, day)
                  .difference(minutesOf(one.closures))
                  .difference(minutesOf(active))
            const onGrid = (minute: number) => wall.get(minute)! % one.gridMinutes === 0
            for (const minute of free) {
              if (free.has(minute - 1)) continue
              const run = runFrom(free, minute)
              for (const start of startsByTheRule(
                run,
                minutes + one.bufferMinutes,
                one.shortestMinutes,
                onGrid,
              ))
                expected.set(start, [...(expected.get(start) ?? []), `desk-${i}`])
            }
          })

          const slots = slotsOfDay(deskDays, visit, origin, { earliest: -Infinity, latest: Infinity })
          expect(slots).toEqual(
            [...expected.keys()]
              .sort((a, b) => a - b)
              .map((from) => ({ from, to: from + minutes, free: expected.get(from)!.length })),
          )
          const candidates = new Map(
            [...wall.keys()]
              .map((start) => [start, candidatesFor(deskDays, visit, start, origin, day)] as const)
              .filter(([, desks]) => desks.length > 0)
              .map(([start, desks]) => [start, desks.map(({ deskId }) => deskId).sort()]),
          )
          expect(candidates).toEqual(expected)
        }),
        { numRuns: propertyRuns(250) },
      )
    },
  )
})
