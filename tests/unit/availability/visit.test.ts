import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ServiceTimes } from '../../../api/availability/model.ts'
import {
  addableServices,
  canServe,
  itemProblems,
  shortestVisitMinutes,
  visitOf,
} from '../../../api/availability/visit.ts'
import { desk } from './oracle.ts'

const services = new Map<string, ServiceTimes>(
  [
    { id: 'pass', durationMinutes: 15, extraMinutesPerPerson: 10, maxPersons: 4 },
    { id: 'register', durationMinutes: 15, extraMinutesPerPerson: 5, maxPersons: 6 },
    { id: 'certificate', durationMinutes: 10, extraMinutesPerPerson: 0, maxPersons: 1 },
    ...['a', 'b', 'c'].map((id) => ({ id, durationMinutes: 20, extraMinutesPerPerson: 0, maxPersons: 2 })),
  ].map((service) => [service.id, service]),
)

const item = (serviceId: string, persons = 1) => ({ serviceId, persons })

describe('a visit', () => {
  test('of one person has the duration of its service', () => {
    expect(visitOf([item('pass')], services)).toEqual({ serviceIds: ['pass'], minutes: 15 })
  })

  test('has the sum of the durations of its items, with extra minutes for further persons', () => {
    const visit = visitOf([item('pass', 3), item('register', 2), item('certificate')], services)
    expect(visit).toEqual({ serviceIds: ['pass', 'register', 'certificate'], minutes: 35 + 20 + 10 })
  })

  test('of an unknown service is refused', () => {
    expect(() => visitOf([item('fishing')], services)).toThrow(RangeError)
  })

  test('is served by desks that offer all of its services', () => {
    const visit = visitOf([item('pass'), item('register')], services)
    expect(canServe(desk({ serviceIds: new Set(['pass', 'register', 'a']) }), visit)).toBe(true)
    expect(canServe(desk({ serviceIds: new Set(['pass']) }), visit)).toBe(false)
    expect(canServe(desk({ serviceIds: new Set() }), visit)).toBe(false)
  })
})

describe('problems of items', () => {
  test.each([
    ['none for one item', [item('pass', 4)], []],
    ['none for five items', ['pass', 'register', 'a', 'b', 'c'].map((id) => item(id)), []],
    ['no items', [], [{ code: 'NO_ITEMS', index: null, limit: 1 }]],
    [
      'six items',
      ['pass', 'register', 'certificate', 'a', 'b', 'c'].map((id) => item(id)),
      [{ code: 'TOO_MANY_ITEMS', index: null, limit: 5 }],
    ],
    [
      'an unknown service',
      [item('pass'), item('fishing')],
      [{ code: 'UNKNOWN_SERVICE', index: 1, limit: null }],
    ],
    [
      'a name of an object property',
      [item('constructor')],
      [{ code: 'UNKNOWN_SERVICE', index: 0, limit: null }],
    ],
    [
      'the same service twice',
      [item('pass'), item('pass', 2)],
      [{ code: 'SERVICE_TWICE', index: 1, limit: null }],
    ],
    ['no persons', [item('pass', 0)], [{ code: 'TOO_FEW_PERSONS', index: 0, limit: 1 }]],
    ['a negative number of persons', [item('pass', -2)], [{ code: 'TOO_FEW_PERSONS', index: 0, limit: 1 }]],
    ['half a person', [item('pass', 1.5)], [{ code: 'PERSONS_NOT_WHOLE', index: 0, limit: null }]],
    ['not a number', [item('pass', NaN)], [{ code: 'PERSONS_NOT_WHOLE', index: 0, limit: null }]],
    [
      'infinitely many persons',
      [item('pass', Infinity)],
      [{ code: 'PERSONS_NOT_WHOLE', index: 0, limit: null }],
    ],
    ['one person too many', [item('pass', 5)], [{ code: 'TOO_MANY_PERSONS', index: 0, limit: 4 }]],
    [
      'several problems',
      [item('fishing', 0), item('certificate', 2), item('certificate', 1)],
      [
        { code: 'UNKNOWN_SERVICE', index: 0, limit: null },
        { code: 'TOO_FEW_PERSONS', index: 0, limit: 1 },
        { code: 'TOO_MANY_PERSONS', index: 1, limit: 1 },
        { code: 'SERVICE_TWICE', index: 2, limit: null },
      ],
    ],
  ])('%s', (_, items, problems) => {
    expect(itemProblems(items, services)).toEqual(problems)
  })

  test('items without problems give a visit of at least their durations', () => {
    const items = fc.array(
      fc.record({
        serviceId: fc.constantFrom(...services.keys(), 'fishing'),
        persons: fc.integer({ min: 0, max: 7 }),
      }),
      { maxLength: 7 },
    )
    fc.assert(
      fc.property(items, (items) => {
        fc.pre(itemProblems(items, services).length === 0)
        const { serviceIds, minutes } = visitOf(items, services)
        expect(new Set(serviceIds).size).toBe(items.length)
        expect(minutes).toBeGreaterThanOrEqual(10 * items.length)
      }),
    )
  })
})

test('the shortest visit of a desk is its shortest service for one person and the buffer', () => {
  expect(shortestVisitMinutes(['pass', 'certificate', 'a'], services, 5)).toBe(15)
  expect(shortestVisitMinutes(['pass', 'withdrawn'], services, 0)).toBe(15)
  expect(shortestVisitMinutes([], services, 5)).toBe(Infinity)
})

describe('addableServices', () => {
  const desks = [
    desk({ id: '1', serviceIds: new Set(['pass', 'a', 'b']) }),
    desk({ id: '2', serviceIds: new Set(['a', 'c']) }),
  ]
  const visit = (...serviceIds: string[]) => ({ serviceIds, minutes: 10 })

  test('contains the other services of desks that offer all services of the visit', () => {
    expect(addableServices(visit('a'), desks)).toEqual(new Set(['pass', 'b', 'c']))
    expect(addableServices(visit('a', 'c'), desks)).toEqual(new Set())
    expect(addableServices(visit('a', 'pass'), desks)).toEqual(new Set(['b']))
  })

  test('is empty if no desk can serve the visit, or if the visit is full', () => {
    expect(addableServices(visit('pass', 'c'), desks)).toEqual(new Set())
    const all = desk({ id: '3', serviceIds: new Set(['a', 'b', 'c', 'd', 'e', 'f']) })
    expect(addableServices(visit('a', 'b', 'c', 'd', 'e'), [all])).toEqual(new Set())
  })
})
