import { describe, expect, it } from 'vitest'
import type { Slot } from '../../../api/availability/model.ts'
import { suitingSlots, type TimeWish } from '../../../api/availability/wish.ts'

const ZONE = 'Europe/Berlin'
const slot = (local: string): Slot => {
  const from = Temporal.ZonedDateTime.from(`${local}[${ZONE}]`).epochMilliseconds / 60_000
  return { from, to: from + 15, free: 1 }
}
const wish = (parts: TimeWish['parts'], weekdays: number[] = []): TimeWish => ({ parts, weekdays })

describe('suitingSlots', () => {
  // On the day of the clock change in autumn noon is thirteen hours after the start of the day.
  it.each(['2026-10-25', '2026-03-29', '2026-11-24'])(
    'returns slots before twelve, or from twelve on, %s',
    (day) => {
      const [early, noon, late] = [slot(`${day}T11:59`), slot(`${day}T12:00`), slot(`${day}T15:30`)]
      const all = [early, noon, late]
      expect(suitingSlots(all, wish(['MORNING']), day, ZONE)).toEqual([early])
      expect(suitingSlots(all, wish(['AFTERNOON']), day, ZONE)).toEqual([noon, late])
      expect(suitingSlots(all, wish(['AFTERNOON', 'MORNING']), day, ZONE)).toEqual(all)
      expect(suitingSlots(all, wish([]), day, ZONE)).toEqual(all)
    },
  )

  it('returns slots on the given weekdays', () => {
    const all = [slot('2026-11-24T09:00')]
    expect(suitingSlots(all, wish([], [2, 4]), '2026-11-24', ZONE)).toEqual(all)
    expect(suitingSlots(all, wish(['MORNING'], [1]), '2026-11-24', ZONE)).toEqual([])
  })
})
