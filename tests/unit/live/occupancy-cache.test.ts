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
  const cache = new OccupancyCache(
    () => {},
    () => new Date(),
  )
  cache.load([DAY], [[DAY, at(0, 'first')]])
  const ids = () => cache.of(DAY, 'platz-1').map(({ bookingId }) => bookingId)
  return { cache, ids }
}

test('an occupancy that is added during a query is kept when the older result arrives', async () => {
  const { cache, ids } = known()
  const { promise, resolve } = Promise.withResolvers<DeskOccupied[]>()
  const first = cache.read(promise, (answer) => cache.replace(DAY, 'platz-1', answer))
  const second = cache.read(promise, (answer) =>
    cache.load(
      [DAY],
      answer.map((one) => [DAY, one]),
    ),
  )
  cache.add(DAY, at(20, 'meanwhile'))
  resolve([at(0, 'first'), at(40, 'of another process')])
  await Promise.all([first, second])
  expect(ids()).toEqual(['first', 'of another process', 'meanwhile'])

  await cache.read(Promise.resolve([at(0, 'first')]), (answer) => cache.replace(DAY, 'platz-1', answer))
  expect(ids()).toEqual(['first'])
})

test('a failed query changes nothing and keeps the occupancies that were added meanwhile', async () => {
  const { cache, ids } = known()
  const { promise, reject } = Promise.withResolvers<DeskOccupied[]>()
  const reading = cache.read(promise, () => cache.load([], []))
  cache.add(DAY, at(20, 'meanwhile'))
  reject(new Error('connection lost'))
  await expect(reading).rejects.toThrow('connection lost')
  expect(ids()).toEqual(['first', 'meanwhile'])
})

test('an added occupancy replaces that of the same booking, and is ignored on days that are not loaded', () => {
  const { cache, ids } = known()
  cache.add(DAY, at(60, 'first'))
  cache.add('2026-11-25', at(0, 'other'))
  expect(ids()).toEqual(['first'])
  expect(cache.of(DAY, 'platz-1')[0]!.from).toBe(60)
  expect(cache.days).toEqual([DAY])
})
