import { addDays } from '../availability/calendar.ts'
import { minuteOfDay } from '../catalogue/format/hours.ts'
import { check, problemsOf } from '../inputs/field-problems.ts'
import { openingHours } from '../inputs/opening.ts'
import { isEndTime, isTime } from '../inputs/time-of-day.ts'
import { type ChangeFrame, checkDesks, type Problem } from './change-frame.ts'
import type { OpeningRow, PlanWrites } from './rows.ts'
import type { AddOpening, EndOpenings } from './plan-change-input.ts'

type OpeningWrite = PlanWrites['openings'][number]

/** The writes that add openings: one for each desk and weekday. */
export function opened(one: AddOpening, frame: ChangeFrame, problem: Problem): OpeningWrite[] {
  const { from, until, weekdays, reserved } = one
  const validFrom = one.validFrom ?? frame.today
  const validUntil = one.validUntil ?? null
  checkDesks(one.deskIds, frame, (code, limit) => problem('deskIds', code, limit))
  const checked = check(openingHours, { weekdays: [...weekdays], from, until })
  for (const { field, code, limit } of problemsOf(checked)) problem(field, code, limit ?? undefined)
  if (isTime(from) && isEndTime(until) && minuteOfDay(from) >= minuteOfDay(until))
    problem('until', 'TIMES_BACKWARDS')
  if (validFrom < frame.today) problem('validFrom', 'DAY_PAST')
  if (validUntil !== null && validUntil < validFrom) problem('validUntil', 'DAYS_BACKWARDS')
  return [...new Set(one.deskIds)].flatMap((deskId) =>
    [...new Set(weekdays)].flatMap((weekday) => {
      const hours = { weekday, fromMinute: minuteOfDay(from), toMinute: minuteOfDay(until) }
      const after: OpeningRow = {
        ...{ id: frame.newId(), deskId, ...hours },
        ...{ validFrom, validUntil, reserved: reserved ?? false },
      }
      // An opening that covers this one exists already.
      return frame.rows.openings.some((known) => covers(known, after)) ? [] : [{ before: null, after }]
    }),
  )
}

/** Whether an opening includes all hours of another, both reserved or both not. */
const covers = (one: OpeningRow, other: OpeningRow): boolean =>
  one.deskId === other.deskId &&
  one.weekday === other.weekday &&
  one.reserved === other.reserved &&
  one.fromMinute <= other.fromMinute &&
  one.toMinute >= other.toMinute &&
  (one.validFrom === null || one.validFrom <= other.validFrom!) &&
  (one.validUntil === null || (other.validUntil !== null && one.validUntil >= other.validUntil))

/** The writes that end openings after a day. */
export function ended(
  { openingIds, lastDay }: EndOpenings,
  frame: ChangeFrame,
  problem: Problem,
): OpeningWrite[] {
  const found = openingIds.flatMap((id) => frame.rows.openings.find((row) => row.id === id) ?? [])
  if (openingIds.length === 0) problem('openingIds', 'REQUIRED')
  if (found.length < openingIds.length || !found.every(({ deskId }) => frame.mayPlan(deskId)))
    problem('openingIds', 'UNKNOWN_OPENING')
  // The past cannot be changed, so an opening ends yesterday at the earliest.
  if (lastDay < addDays(frame.today, -1)) problem('lastDay', 'DAY_PAST')
  return found
    .filter(({ validUntil }) => validUntil === null || validUntil > lastDay)
    .map((before) => {
      const never = before.validFrom !== null && before.validFrom > lastDay
      return { before, after: never ? null : { ...before, validUntil: lastDay } }
    })
}
