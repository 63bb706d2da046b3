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
  test('of one person takes as long as its service', () => {
    expect(visitOf([item('pass')], services)).toEqual({ serviceIds: ['pass'], minutes: 15 })
  })

  test('adds extra minutes for each person after the first, and all items', () => {
    const visit = visitOf([item('pass', 3), item('register', 2), item('certificate')], services)
    expect(visit).toEqual({ serviceIds: ['pass', 'register', 'certificate'], minutes: 35 + 20 + 10 })
  })

  test('of an unknown service cannot be made', () => {
    expect(() => visitOf([item('fishing')], services)).toThrow(RangeError)
  })

  test('is served by desks that do all of it', () => {
    const visit = visitOf([item('pass'), item('register')], services)
    expect(canServe(desk({ serviceIds: new Set(['pass', 'register', 'a']) }), visit)).toBe(true)
    expect(canServe(desk({ serviceIds: new Set(['pass']) }), visit)).toBe(false)
    expect(canServe(desk({ serviceIds: new Set() }), visit)).toBe(false)
  })
})

describe('what is wrong with items', () => {
  test.each([
    ['nothing', [item('pass', 4)], []],
    ['nothing with five', ['pass', 'register', 'a', 'b', 'c'].map((id) => item(id)), []],
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
      'a name that every object has',
      [item('constructor')],
      [{ code: 'UNKNOWN_SERVICE', index: 0, limit: null }],
    ],
    [
      'the same service twice',
      [item('pass'), item('pass', 2)],
      [{ code: 'SERVICE_TWICE', index: 1, limit: null }],
    ],
    ['nobody', [item('pass', 0)], [{ code: 'TOO_FEW_PERSONS', index: 0, limit: 1 }]],
    ['less than nobody', [item('pass', -2)], [{ code: 'TOO_FEW_PERSONS', index: 0, limit: 1 }]],
    ['half a person', [item('pass', 1.5)], [{ code: 'PERSONS_NOT_WHOLE', index: 0, limit: null }]],
    ['no number', [item('pass', NaN)], [{ code: 'PERSONS_NOT_WHOLE', index: 0, limit: null }]],
    ['endlessly many', [item('pass', Infinity)], [{ code: 'PERSONS_NOT_WHOLE', index: 0, limit: null }]],
    ['one too many', [item('pass', 5)], [{ code: 'TOO_MANY_PERSONS', index: 0, limit: 4 }]],
    [
      'several things at once',
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

  test('items without problems make a visit of at least their durations', () => {
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

describe('what can be added to a visit', () => {
  const desks = [
    desk({ id: '1', serviceIds: new Set(['pass', 'a', 'b']) }),
    desk({ id: '2', serviceIds: new Set(['a', 'c']) }),
  ]
  const visit = (...serviceIds: string[]) => ({ serviceIds, minutes: 10 })

  test('is what a desk does besides all that is in it', () => {
    expect(addableServices(visit('a'), desks)).toEqual(new Set(['pass', 'b', 'c']))
    expect(addableServices(visit('a', 'c'), desks)).toEqual(new Set())
    expect(addableServices(visit('a', 'pass'), desks)).toEqual(new Set(['b']))
  })

  test('is nothing when no desk does it as it is, or it is full', () => {
    expect(addableServices(visit('pass', 'c'), desks)).toEqual(new Set())
    const all = desk({ id: '3', serviceIds: new Set(['a', 'b', 'c', 'd', 'e', 'f']) })
    expect(addableServices(visit('a', 'b', 'c', 'd', 'e'), [all])).toEqual(new Set())
  })
})
