import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  closedTimes,
  frameOf,
  hoursOf,
  isAlone,
  lanesOf,
  placeOf,
  rowsOf,
  shortened,
} from '../../../web/src/lib/desk/calendar/day-grid.ts'
import { filterVisits } from '../../../web/src/lib/desk/filter-visits.ts'

const at = (time: string) => `2026-11-24T${time}:00Z`
const times = (from: string, to: string) => ({ startsAt: at(from), endsAt: at(to) })

test('frameOf extends to the full hours around all ranges', () => {
  const frame = frameOf([times('08:05', '08:20'), times('10:30', '11:10')])!
  expect(frame.from).toBe(Date.parse(at('08:00')))
  expect(frame.rows).toBe(48)
  expect(hoursOf(frame).map(({ row }) => row)).toEqual([1, 13, 25, 37])
  expect(rowsOf(frame, times('08:05', '08:20'))).toEqual({ row: 2, span: 3 })
  // Rows without any range are quiet.
  expect(frame.quiet.map((quiet, index) => (quiet ? null : index)).filter((row) => row !== null)).toEqual([
    1, 2, 3, 30, 31, 32, 33, 34, 35, 36, 37,
  ])
  expect(frameOf([])).toBe(null)
})

test('frameOf has one more hour in the night of 25 October 2026, when the clocks go back', () => {
  const night = { startsAt: '2026-10-24T23:00:00Z', endsAt: '2026-10-25T03:00:00Z' }
  expect(frameOf([night])!.rows).toBe(48)
})

test('rowsOf and placeOf clip to the frame', () => {
  const frame = frameOf([times('09:00', '12:00')])!
  expect(rowsOf(frame, times('07:00', '10:00'))).toEqual({ row: 1, span: 12 })
  expect(rowsOf(frame, times('11:00', '23:00'))).toEqual({ row: 25, span: 12 })
  expect(placeOf(frame, Date.parse(at('09:07')) + 30_000)).toEqual({ row: 2, share: 0.5 })
  expect(placeOf(frame, Date.parse(at('12:00')))).toBe(null)
})

test('closedTimes returns the parts before, between and after openings', () => {
  const frame = frameOf([times('08:00', '18:00')])!
  expect(closedTimes(frame, [times('14:00', '16:00'), times('09:00', '12:00')])).toEqual(
    [times('08:00', '09:00'), times('12:00', '14:00'), times('16:00', '18:00')].map(
      ({ startsAt, endsAt }) => ({
        startsAt: new Date(startsAt).toISOString(),
        endsAt: new Date(endsAt).toISOString(),
      }),
    ),
  )
})

test('lanesOf never puts overlapping ranges into the same lane', () => {
  const minute = fc.integer({ min: 0, max: 600 })
  const visit = fc
    .tuple(minute, fc.integer({ min: 5, max: 60 }), fc.boolean())
    .map(([from, length, live]) => ({
      startsAt: new Date(Date.parse(at('08:00')) + from * 60_000).toISOString(),
      endsAt: new Date(Date.parse(at('08:00')) + (from + length) * 60_000).toISOString(),
      live,
    }))
  fc.assert(
    fc.property(fc.array(visit, { minLength: 1, maxLength: 20 }), (all) => {
      const frame = frameOf(all)!
      const lanes = lanesOf(all, ({ live }) => (live ? 0 : 1))
      for (const one of all)
        for (const other of all) {
          if (one === other || lanes.get(one) !== lanes.get(other)) continue
          const [a, b] = [rowsOf(frame, one), rowsOf(frame, other)]
          expect(a.row + a.span <= b.row || b.row + b.span <= a.row).toBe(true)
        }
      for (const one of all) if (isAlone(one, all)) expect(lanes.get(one)).toBe(0)
    }),
  )
})

test('shortened cuts between graphemes', () => {
  expect(shortened('Erika Beispiel', 20)).toBe('Erika Beispiel')
  expect(shortened('x'.repeat(200), 10)).toBe(`${'x'.repeat(9)}…`)
  expect(shortened('e\u0301'.repeat(5), 3)).toBe('e\u0301e\u0301…')
})

test('filterVisits finds by name without accents, reference, telephone number and service', () => {
  const visit = (name: string, reference: string, title: string) => ({
    reference,
    contact: { name, phone: '+493461445300', phoneDisplay: '03461 445300' },
    items: [{ persons: 1, service: { title } }],
  })
  const all = [visit('Änne Öztürk', '1234-5678', 'Reisepass'), visit('Jo', '8765-4321', 'Wohngeld')]
  const found = (search: string) => filterVisits(all, search).map(({ contact }) => contact.name)
  expect(found('ozturk')).toEqual(['Änne Öztürk'])
  expect(found(' reise 1234')).toEqual(['Änne Öztürk'])
  expect(found('8765')).toEqual(['Jo'])
  expect(found('445300')).toHaveLength(2)
  expect(found('')).toHaveLength(2)
  expect(found('xyz')).toEqual([])
})
