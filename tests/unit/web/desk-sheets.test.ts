import { expect, test } from 'vitest'
import type { PrintedVisitData } from '../../../web/src/lib/desk/day-list/day-list.graphql.ts'
import { sheetsOf } from '../../../web/src/lib/desk/day-list/desk-sheets.ts'

const visit = (id: string, desk: string, status = 'CONFIRMED') =>
  ({ id, status, atDesk: { desk: { id: desk } } }) as PrintedVisitData

const DAY = [
  visit('1', 'platz-2'),
  visit('2', 'abgebaut'),
  visit('3', 'platz-1', 'CANCELLED'),
  visit('4', 'platz-1'),
  visit('5', 'platz-2', 'COMPLETED'),
  visit('6', 'platz-3', 'CANCELLED'),
  { ...visit('7', 'platz-1'), atDesk: null },
]
const ORDER = ['platz-1', 'platz-2', 'platz-3']
const summary = (only: string | null) =>
  sheetsOf(DAY, ORDER, only).map(({ deskId, visits }) => [deskId, visits.map(({ id }) => id).join()])

test('sheetsOf returns a sheet for each desk with visits, in the given order, without cancelled visits', () => {
  expect(summary(null)).toEqual([
    ['platz-1', '4'],
    ['platz-2', '1,5'],
    ['abgebaut', '2'],
  ])
})

test('sheetsOf for one desk returns its sheet, or none without visits', () => {
  expect(summary('platz-2')).toEqual([['platz-2', '1,5']])
  expect(summary('platz-3')).toEqual([])
})
