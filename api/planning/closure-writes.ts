import { daySpan, wallMinute } from '../availability/calendar.ts'
import { minuteOfDay } from '../catalogue/format/hours.ts'
import { instantOf, minuteOf } from '../kernel/instant.ts'
import { closureWords } from '../inputs/closure.ts'
import { check, problemsOf } from '../inputs/field-problems.ts'
import { type ChangeFrame, checkDesks, type Problem } from './change-frame.ts'
import type { ClosureRow, PlanWrites } from './rows.ts'
import type { AddClosure } from './plan-change-input.ts'

type ClosureWrite = PlanWrites['closures'][number]

/** The writes that close desks, or the whole office, for a time. */
export function closed(one: AddClosure, frame: ChangeFrame, problem: Problem): ClosureWrite[] {
  const checked = check(closureWords, one)
  for (const { field, code, limit } of problemsOf(checked)) problem(field, code, limit ?? undefined)
  const { reason } = 'value' in checked ? checked.value : one
  const deskIds = desksOf(one, frame, problem)
  const span = spanOf(one, frame, problem)
  const shared = { groupId: frame.newId(), ...span, kind: one.kind, reason }
  return deskIds.map((deskId) => ({ before: null, after: { id: frame.newId(), deskId, ...shared } }))
}

/** The desks of a closure; null: the whole office. */
function desksOf(one: AddClosure, frame: ChangeFrame, problem: Problem): (string | null)[] {
  const { deskIds, locationId, wholeHouse } = one
  const given = [
    deskIds ? 'deskIds' : [],
    locationId ? 'locationId' : [],
    wholeHouse ? 'wholeHouse' : [],
  ].flat()
  if (given.length !== 1) {
    problem('deskIds', 'REQUIRED')
    return []
  }
  if (wholeHouse) {
    if (!frame.desks.every(({ id }) => frame.mayPlan(id))) problem('wholeHouse', 'NOT_ALL_DESKS')
    return [null]
  }
  const wanted = deskIds ?? frame.desks.filter((desk) => desk.locationId === locationId).map(({ id }) => id)
  checkDesks(wanted, frame, (code, limit) => problem(given[0]!, code, limit))
  return [...new Set(wanted)]
}

function spanOf(
  { firstDay, lastDay, fromTime, untilTime }: AddClosure,
  { zone, now }: ChangeFrame,
  problem: Problem,
): Pick<ClosureRow, 'from' | 'to'> {
  const start =
    fromTime == null ? daySpan(firstDay, zone).from : wallMinute(firstDay, minuteOfDay(fromTime), zone)
  const end =
    untilTime == null ? daySpan(lastDay, zone).to : wallMinute(lastDay, minuteOfDay(untilTime), zone)
  if (lastDay < firstDay) problem('lastDay', 'DAYS_BACKWARDS')
  else if (end <= start) problem('untilTime', 'TIMES_BACKWARDS')
  else if (instantOf(end) <= now) problem('lastDay', 'DAY_PAST')
  // The past cannot be changed, so a closure begins now at the earliest.
  return { from: instantOf(Math.max(start, minuteOf(now))), to: instantOf(end) }
}

/** The writes that end a closure now, or remove it if it has not begun. */
export function removed(groupId: string, frame: ChangeFrame, problem: Problem): ClosureWrite[] {
  const rows = frame.rows.closures.filter((row) => row.groupId === groupId && row.to > frame.now)
  const concerned = rows.some(({ deskId }) => deskId === null)
    ? frame.desks.map(({ id }) => id)
    : rows.map(({ deskId }) => deskId!)
  if (rows.length === 0 || !concerned.every((id) => frame.mayPlan(id))) problem('', 'UNKNOWN_CLOSURE')
  const thisMinute = instantOf(minuteOf(frame.now))
  // A closure that has begun is kept until now.
  return rows.map((before) => ({
    before,
    after: before.from < thisMinute ? { ...before, to: thisMinute } : null,
  }))
}
