import { dayOf } from '../availability/calendar.ts'
import { openHours } from '../availability/plan.ts'
import type { Minute, Span, Visit } from '../availability/model.ts'
import { TO_OFFICE } from '../availability/offer.ts'
import { freeRuns } from '../availability/runs.ts'
import { candidatesFor } from '../availability/slots.ts'
import { instantOf, isWholeMinute, minuteOf } from '../kernel/instant.ts'
import type { PlannedDay } from '../live/office-days.ts'
import { windowOf } from '../live/plan.ts'

/** A free desk for a visit, as argument of the database function take_desk. */
export interface Candidate {
  desk: string
  /** Span of the visit with the desk's buffer. */
  from: Date
  to: Date
  /** The free run that contains the visit. */
  runFrom: Date
  runTo: Date
  /** The opening, less closures, that contains the visit. */
  openFrom: Date
  openTo: Date
  /** Revision of the plan; the database refuses a candidate with another one. */
  plan: string
}

/**
 * The desks that offer a start to citizens, best first; empty outside the bookable window.
 * @param seed distributes callers over equally good desks
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
  if (!isWholeMinute(startsAt) || start < earliest || start >= latest) return []
  return candidatesFor(deskDays, visit, start, origin, seed).map((one) =>
    candidate({ deskDays, plan }, visit, start, one),
  )
}

/**
 * The desks that the office may take for a start, best first: every desk that is free then, reserved hours included,
 * even if citizens are not offered the start.
 * @param mayUse whether a desk may be used
 */
export function officeCandidatesAt(
  { origin, deskDays, plan }: PlannedDay,
  visit: Visit,
  startsAt: Date,
  mayUse: (deskId: string) => boolean,
  seed: string,
): Candidate[] {
  const start = minuteOf(startsAt)
  if (!isWholeMinute(startsAt)) return []
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
