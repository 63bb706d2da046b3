import type pg from 'pg'
import { addDays, dayOf, daySpan, eachDay } from '../availability/calendar.ts'
import { effectOf } from '../availability/effect.ts'
import { minuteOf } from '../kernel/instant.ts'
import { readOccupancies } from '../live/occupancies.ts'
import { windowOf } from '../live/plan.ts'
import type { Assessment } from './assess.ts'

/** Numbers of starts (of each desk's shortest visit) that are offered only before a change, and only after it. */
export interface SlotCounts {
  slotsLost: number
  slotsGained: number
}

/** Counts the starts that citizens lose and gain by a change of the plan, on all bookable days. */
export async function countSlots(
  client: pg.ClientBase,
  { before, after, deskIds }: Assessment,
  now: Date,
): Promise<SlotCounts> {
  const { office } = after
  const { zone, horizonDays } = office
  const today = dayOf(minuteOf(now), zone)
  const days = eachDay(today, addDays(today, horizonDays))
  const span = { from: daySpan(today, zone).from, to: daySpan(days.at(-1)!, zone).to }
  const occupied = Map.groupBy(await readOccupancies(client, deskIds, span), ({ deskId }) => deskId)
  const frame = { days, office, nowMs: now.getTime(), window: windowOf(after, now) }
  const effects = deskIds.map((id) =>
    effectOf(before.desks.get(id)!, after.desks.get(id)!, occupied.get(id) ?? [], frame),
  )
  return {
    slotsLost: effects.reduce((sum, { lost }) => sum + lost.length, 0),
    slotsGained: effects.reduce((sum, { gained }) => sum + gained.length, 0),
  }
}
