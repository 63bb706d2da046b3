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
const told = (only: string | null) =>
  sheetsOf(DAY, ORDER, only).map(({ deskId, visits }) => [deskId, visits.map(({ id }) => id).join()])

test('each desk with something to do has its sheet, in the order of desks; what was cancelled is on none', () => {
  expect(told(null)).toEqual([
    ['platz-1', '4'],
    ['platz-2', '1,5'],
    ['abgebaut', '2'],
  ])
})

test('one desk has one sheet, or none', () => {
  expect(told('platz-2')).toEqual([['platz-2', '1,5']])
  expect(told('platz-3')).toEqual([])
})
