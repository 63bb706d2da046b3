import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Offer, TO_CITIZENS, TO_OFFICE } from '../../../api/availability/offer.ts'
import { candidatesFor, slotsOfDay } from '../../../api/availability/slots.ts'
import { desk } from './oracle.ts'

const run = fc
  .record({ from: fc.integer({ min: 480, max: 900 }), length: fc.integer({ min: 1, max: 200 }) })
  .map(({ from, length }) => ({ from, to: from + length }))
const length = fc.integer({ min: 1, max: 60 })
const anyDesk = fc
  .record({ gridMinutes: fc.constantFrom(5, 15, 30), shortestMinutes: fc.integer({ min: 5, max: 30 }) })
  .map((values) => desk(values))
const minutesAround = ({ from, to }: { from: number; to: number }) =>
  Array.from({ length: to - from + 4 }, (_, n) => from - 2 + n)

test.each<[string, Offer]>([
  ['citizens', TO_CITIZENS],
  ['the office', TO_OFFICE],
])('for %s every listed start may be booked, and every bookable visit fits into the run', (_, offer) => {
  fc.assert(
    fc.property(run, length, anyDesk, (free, minutes, at) => {
      const starts = offer.starts(free, minutes, at, 0)
      expect(starts).toEqual([...new Set(starts)].sort((a, b) => a - b))
      for (const start of starts) expect(offer.has(free, minutes, at, 0, start)).toBe(true)
      for (const start of minutesAround(free))
        if (offer.has(free, minutes, at, 0, start))
          expect([free.from <= start, start + minutes <= free.to]).toEqual([true, true])
    }),
  )
})

test('the office may book every minute at which the visit fits', () => {
  fc.assert(
    fc.property(run, length, anyDesk, (free, minutes, at) => {
      for (const start of minutesAround(free)) {
        const fits = free.from <= start && start + minutes <= free.to
        expect(TO_OFFICE.has(free, minutes, at, 0, start)).toBe(fits)
      }
    }),
  )
})

test('the list for the office has multiples of five minutes and the beginning of a run', () => {
  expect(TO_OFFICE.starts({ from: 543, to: 575 }, 15, desk({ gridMinutes: 30 }), 0)).toEqual([
    543, 545, 550, 555, 560,
  ])
  expect(TO_OFFICE.starts({ from: 545, to: 560 }, 15, desk({}), 0)).toEqual([545])
  expect(TO_OFFICE.starts({ from: 545, to: 559 }, 15, desk({}), 0)).toEqual([])
})

test('slotsOfDay and candidatesFor use the given offer', () => {
  const day = [{ desk: desk({ gridMinutes: 30 }), day: '2026-11-23', runs: [{ from: 540, to: 600 }] }]
  const visit = { serviceIds: ['pass'], minutes: 20 }
  const listed = slotsOfDay(day, visit, 0, { earliest: 0, latest: 2000 }, TO_OFFICE)
  expect(listed.map(({ from }) => from)).toEqual([540, 545, 550, 555, 560, 565, 570, 575, 580])
  expect(candidatesFor(day, visit, 555, 0, 'seed', TO_OFFICE)).toHaveLength(1)
  expect(candidatesFor(day, visit, 555, 0, 'seed')).toEqual([])
})
