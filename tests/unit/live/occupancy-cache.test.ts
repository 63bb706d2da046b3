import { expect, test } from 'vitest'
import type { DeskOccupied } from '../../../api/live/occupancies.ts'
import { OccupancyCache } from '../../../api/live/occupancy-cache.ts'

const DAY = '2026-11-24'
const at = (from: number, bookingId: string): DeskOccupied => ({
  deskId: 'platz-1',
  from,
  to: from + 10,
  expiresAt: null,
  bookingId,
})
const known = () => {
  const taken = new OccupancyCache(
    () => {},
    () => new Date(),
  )
  taken.load([DAY], [[DAY, at(0, 'first')]])
  const ids = () => taken.of(DAY, 'platz-1').map(({ bookingId }) => bookingId)
  return { taken, ids }
}

test('what is booked while the database is being read is not forgotten when its older answer comes', async () => {
  const { taken, ids } = known()
  const { promise, resolve } = Promise.withResolvers<DeskOccupied[]>()
  const first = taken.read(promise, (answer) => taken.replace(DAY, 'platz-1', answer))
  const second = taken.read(promise, (answer) =>
    taken.load(
      [DAY],
      answer.map((one) => [DAY, one]),
    ),
  )
  taken.add(DAY, at(20, 'meanwhile'))
  resolve([at(0, 'first'), at(40, 'of another process')])
  await Promise.all([first, second])
  expect(ids()).toEqual(['first', 'of another process', 'meanwhile'])

  await taken.read(Promise.resolve([at(0, 'first')]), (answer) => taken.replace(DAY, 'platz-1', answer))
  expect(ids()).toEqual(['first'])
})

test('a reading that fails changes nothing, and what was added stays', async () => {
  const { taken, ids } = known()
  const { promise, reject } = Promise.withResolvers<DeskOccupied[]>()
  const reading = taken.read(promise, () => taken.load([], []))
  taken.add(DAY, at(20, 'meanwhile'))
  reject(new Error('connection lost'))
  await expect(reading).rejects.toThrow('connection lost')
  expect(ids()).toEqual(['first', 'meanwhile'])
})

test('one booking has one place, and days that are not known are passed over', () => {
  const { taken, ids } = known()
  taken.add(DAY, at(60, 'first'))
  taken.add('2026-11-25', at(0, 'other'))
  expect(ids()).toEqual(['first'])
  expect(taken.of(DAY, 'platz-1')[0]!.from).toBe(60)
  expect(taken.days).toEqual([DAY])
})
