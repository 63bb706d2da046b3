import { dayOf } from '../availability/calendar.ts'
import { openHours } from '../availability/plan.ts'
import type { Minute, Slot, Span, Visit } from '../availability/model.ts'
import { TO_OFFICE } from '../availability/offer.ts'
import { freeRuns } from '../availability/runs.ts'
import { candidatesFor } from '../availability/slots.ts'
import type { Horizon } from '../live/availability-cache.ts'
import { instantOf, minuteOf } from '../live/occupancies.ts'
import type { PlannedDay } from '../live/office-days.ts'
import { windowOf } from '../live/plan.ts'

/** A desk that may take the visit, as `take_desk` and `move_desk` of the database read it; instants. */
export interface Candidate {
  desk: string
  /** The visit with the desk's buffer. */
  from: Date
  to: Date
  /** The free run that the offer was made from. */
  runFrom: Date
  runTo: Date
  /** The opening, less closures, around it. */
  openFrom: Date
  openTo: Date
  /** The revision of the plan by which it is one: by another the database takes nothing. */
  plan: string
}

/**
 * The desks that offer a start now, best first; none when it lies outside the bookable window.
 * @param seed spreads callers over equally good desks
 */
export function candidatesAt(
  { origin, deskDays, plan }: PlannedDay,
  visit: Visit,
  startsAt: Date,
  now: Date,
  seed: string,
): Candidate[] {
  const start = minuteOf(startsAt)
  const { earliest, latest } = windowOf(plan, now)
  if (startsAt.getTime() !== start * 60_000 || start < earliest || start >= latest) return []
  return candidatesFor(deskDays, visit, start, origin, seed).map((one) =>
    candidate({ deskDays, plan }, visit, start, one),
  )
}

/**
 * The desks that the office may take for a start, best first. It may take what is free, reserved hours included,
 * whatever citizens are offered.
 * @param mayUse which desks come into question
 */
export function officeCandidatesAt(
  { origin, deskDays, plan }: PlannedDay,
  visit: Visit,
  startsAt: Date,
  mayUse: (deskId: string) => boolean,
  seed: string,
): Candidate[] {
  const start = minuteOf(startsAt)
  if (startsAt.getTime() !== start * 60_000) return []
  return candidatesFor(deskDays, visit, start, origin, seed, TO_OFFICE)
    .filter(({ deskId }) => mayUse(deskId))
    .map((one) => candidate({ deskDays, plan }, visit, start, one))
}

function candidate(
  { deskDays, plan }: Pick<PlannedDay, 'deskDays' | 'plan'>,
  visit: Visit,
  start: Minute,
  { deskId, run }: { deskId: string; run: Span },
): Candidate {
  const { desk } = deskDays.find((one) => one.desk.id === deskId)!
  const known = plan.desks.get(deskId)
  const { zone } = plan.office
  const hours = known ? openHours(known, dayOf(start, zone), zone) : []
  const open = freeRuns(hours, known?.closures ?? [])
  const around: Span = open.find(({ from, to }) => from <= start && start < to) ?? run
  return {
    desk: deskId,
    from: instantOf(start),
    to: instantOf(start + visit.minutes + desk.bufferMinutes),
    runFrom: instantOf(run.from),
    runTo: instantOf(run.to),
    openFrom: instantOf(around.from),
    openTo: instantOf(around.to),
    plan: plan.revision,
  }
}

/** What to offer instead of a start that is gone: the nearest of the same day, then the next ones after it. */
export async function alternativesTo(
  horizon: Horizon,
  visit: Visit,
  startsAt: Date,
  now: Date,
  most = 3,
): Promise<Slot[]> {
  // Whatever took the start away may have taken others.
  await horizon.catchUp()
  const start = minuteOf(startsAt)
  const day = dayOf(start, horizon.zone)
  const distance = (slot: Slot) => Math.abs(slot.from - start)
  const sameDay = horizon
    .slotsOn(day, visit, now)
    .filter((slot) => slot.from !== start)
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, most)
  const others = horizon
    .nextSlots(visit, now, startsAt, most * 2 + 1)
    .filter((slot) => slot.from !== start && !sameDay.some(({ from }) => from === slot.from))
  const found = [...sameDay, ...others].slice(0, most)
  // Wishes for a day after the last free one: the latest that there is would be no help, the earliest is.
  const slots = found.length > 0 ? found : horizon.nextSlots(visit, now, now, most)
  return slots.filter((slot) => slot.from !== start).sort((a, b) => a.from - b.from)
}
