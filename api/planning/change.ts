import { addDays, daySpan, wallMinute } from '../availability/calendar.ts'
import type { Day } from '../availability/model.ts'
import type { FieldProblem } from '../kernel/outcome.ts'
import { minuteOf } from '../catalogue/content/hours.ts'
import type { ClosureKind } from '../generated/prisma/enums.ts'
import { type ClosureRow, type OpeningRow, type PlanRows, type PlanWrites, written } from './rows.ts'
import { MAX_CLOSURE_REASON as MAX_REASON } from '../kernel/limits.ts'

/** What somebody wants to change, all of it together. To change something, end it and add what shall be instead. */
export interface WantedChange {
  addOpenings?: readonly AddOpening[] | null
  endOpenings?: readonly EndOpenings[] | null
  addClosures?: readonly AddClosure[] | null
  /** Their `groupId`s. */
  removeClosures?: readonly string[] | null
  /** Id of the change that is taken back; then nothing else. */
  undo?: string | null
}

export interface AddOpening {
  deskIds: readonly string[]
  /** ISO 8601: 1 is Monday. */
  weekdays: readonly number[]
  /** `HH:MM` of the office's clock. */
  from: string
  /** Not included; `24:00` is the end of the day. */
  until: string
  /** First day; null: today. */
  validFrom?: Day | null
  /** Last day; null: until further notice. */
  validUntil?: Day | null
  reserved?: boolean | null
}

export interface EndOpenings {
  openingIds: readonly string[]
  /** The last day on which they are open; not before yesterday. */
  lastDay: Day
}

export interface AddClosure {
  /** Exactly one of these three. */
  deskIds?: readonly string[] | null
  /** All of its desks. */
  locationId?: string | null
  wholeHouse?: boolean | null
  kind: ClosureKind
  /** In words, for colleagues. */
  reason: string
  firstDay: Day
  lastDay: Day
  /** On the first day from then on; null: from its beginning. */
  fromTime?: string | null
  /** On the last day until then; null: to its end. */
  untilTime?: string | null
}

/** What a change is made in. */
export interface ChangeFrame {
  rows: PlanRows
  /** Every desk in use, with where it stands. */
  desks: readonly { id: string; locationId: string }[]
  /** Whose plan this person may change; all desks, for what concerns the whole house. */
  mayPlan(deskId: string): boolean
  today: Day
  nowMs: number
  zone: string
  newId(): string
}

const MAX_DESKS = 500
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/
const CONTROL = /[\p{Cc}\u2028\u2029]/u

/** What a change writes; or everything that is wrong with it, nothing of it being done. */
export function writesOf(
  change: WantedChange,
  frame: ChangeFrame,
): { writes: PlanWrites } | { problems: FieldProblem[] } {
  const problems: FieldProblem[] = []
  const each = <One, Result>(
    list: readonly One[] | null | undefined,
    name: string,
    work: (one: One, frame: ChangeFrame, problem: Problem) => Result[],
    within = frame,
  ): Result[] =>
    (list ?? []).flatMap((one, index) =>
      work(one, within, (field, code, limit) =>
        problems.push({ field: [name, index, field].filter((part) => part !== '').join('.'), code, limit }),
      ),
    )
  const ends = each(change.endOpenings, 'endOpenings', ended)
  const rows = written(frame.rows, { openings: ends, closures: [] })
  const openings = [...ends, ...each(change.addOpenings, 'addOpenings', opened, { ...frame, rows })]
  const closures = [
    ...each(change.removeClosures, 'removeClosures', removed),
    ...each(change.addClosures, 'addClosures', closed),
  ]
  if (problems.length > 0) return { problems }
  if (openings.length + closures.length === 0) return { problems: [{ field: '', code: 'NOTHING_CHANGES' }] }
  const ids = [...openings, ...closures].map(({ before, after }) => (before ?? after)!.id)
  // One row named twice has no one answer.
  if (new Set(ids).size < ids.length) return { problems: [{ field: '', code: 'TWICE' }] }
  return { writes: { openings, closures } }
}

type Problem = (field: string, code: FieldProblem['code'], limit?: number) => void
type OpeningWrite = PlanWrites['openings'][number]
type ClosureWrite = PlanWrites['closures'][number]

function opened(one: AddOpening, frame: ChangeFrame, problem: Problem): OpeningWrite[] {
  const { from, until, weekdays, reserved } = one
  const validFrom = one.validFrom ?? frame.today
  const validUntil = one.validUntil ?? null
  checkDesks(one.deskIds, frame, (code, limit) => problem('deskIds', code, limit))
  if (weekdays.length === 0) problem('weekdays', 'REQUIRED')
  else if (weekdays.some((day) => !(day >= 1 && day <= 7))) problem('weekdays', 'WEEKDAY_INVALID')
  if (!TIME.test(from)) problem('from', 'TIME_INVALID')
  if (!isEnd(until)) problem('until', 'TIME_INVALID')
  else if (TIME.test(from) && minuteOf(from) >= minuteOf(until)) problem('until', 'TIMES_BACKWARDS')
  if (validFrom < frame.today) problem('validFrom', 'DAY_PAST')
  if (validUntil !== null && validUntil < validFrom) problem('validUntil', 'DAYS_BACKWARDS')
  return [...new Set(one.deskIds)].flatMap((deskId) =>
    [...new Set(weekdays)].flatMap((weekday) => {
      const hours = { weekday, fromMinute: minuteOf(from), toMinute: minuteOf(until) }
      const after: OpeningRow = {
        ...{ id: frame.newId(), deskId, ...hours },
        ...{ validFrom, validUntil, reserved: reserved ?? false },
      }
      // What is open already needs no second row.
      return frame.rows.openings.some((known) => covers(known, after)) ? [] : [{ before: null, after }]
    }),
  )
}

/** Whether an opening is open whenever the other is, for the same people. */
const covers = (one: OpeningRow, other: OpeningRow): boolean =>
  one.deskId === other.deskId &&
  one.weekday === other.weekday &&
  one.reserved === other.reserved &&
  one.fromMinute <= other.fromMinute &&
  one.toMinute >= other.toMinute &&
  (one.validFrom === null || one.validFrom <= other.validFrom!) &&
  (one.validUntil === null || (other.validUntil !== null && one.validUntil >= other.validUntil))

function ended({ openingIds, lastDay }: EndOpenings, frame: ChangeFrame, problem: Problem): OpeningWrite[] {
  const found = openingIds.flatMap((id) => frame.rows.openings.find((row) => row.id === id) ?? [])
  if (openingIds.length === 0) problem('openingIds', 'REQUIRED')
  if (found.length < openingIds.length || !found.every(({ deskId }) => frame.mayPlan(deskId)))
    problem('openingIds', 'UNKNOWN_OPENING')
  // What was open yesterday was open.
  if (lastDay < addDays(frame.today, -1)) problem('lastDay', 'DAY_PAST')
  return found
    .filter(({ validUntil }) => validUntil === null || validUntil > lastDay)
    .map((before) => {
      const never = before.validFrom !== null && before.validFrom > lastDay
      return { before, after: never ? null : { ...before, validUntil: lastDay } }
    })
}

function closed(one: AddClosure, frame: ChangeFrame, problem: Problem): ClosureWrite[] {
  const reason = one.reason.trim()
  if (!reason) problem('reason', 'REQUIRED')
  else if ([...reason].length > MAX_REASON) problem('reason', 'TOO_LONG', MAX_REASON)
  else if (CONTROL.test(reason)) problem('reason', 'CONTROL_CHARACTERS')
  const deskIds = desksOf(one, frame, problem)
  const span = spanOf(one, frame, problem)
  const shared = { groupId: frame.newId(), ...span, kind: one.kind, reason }
  return deskIds.map((deskId) => ({ before: null, after: { id: frame.newId(), deskId, ...shared } }))
}

/** Null: of the whole house. */
function desksOf(one: AddClosure, frame: ChangeFrame, problem: Problem): (string | null)[] {
  const { deskIds, locationId, wholeHouse } = one
  const ways = [
    deskIds ? 'deskIds' : [],
    locationId ? 'locationId' : [],
    wholeHouse ? 'wholeHouse' : [],
  ].flat()
  if (ways.length !== 1) {
    problem('deskIds', 'REQUIRED')
    return []
  }
  if (wholeHouse) {
    if (!frame.desks.every(({ id }) => frame.mayPlan(id))) problem('wholeHouse', 'NOT_ALL_DESKS')
    return [null]
  }
  const wanted = deskIds ?? frame.desks.filter((desk) => desk.locationId === locationId).map(({ id }) => id)
  checkDesks(wanted, frame, (code, limit) => problem(ways[0]!, code, limit))
  return [...new Set(wanted)]
}

function spanOf(
  { firstDay, lastDay, fromTime, untilTime }: AddClosure,
  { zone, nowMs }: ChangeFrame,
  problem: Problem,
): Pick<ClosureRow, 'from' | 'to'> {
  if (fromTime != null && !TIME.test(fromTime)) problem('fromTime', 'TIME_INVALID')
  if (untilTime != null && !isEnd(untilTime)) problem('untilTime', 'TIME_INVALID')
  const start =
    fromTime == null ? daySpan(firstDay, zone).from : wallMinute(firstDay, minuteOf(fromTime), zone)
  const end = untilTime == null ? daySpan(lastDay, zone).to : wallMinute(lastDay, minuteOf(untilTime), zone)
  if (lastDay < firstDay) problem('lastDay', 'DAYS_BACKWARDS')
  else if (end <= start) problem('untilTime', 'TIMES_BACKWARDS')
  else if (end * 60_000 <= nowMs) problem('lastDay', 'DAY_PAST')
  // What was open this morning was open.
  return { from: Math.max(start, Math.floor(nowMs / 60_000)) * 60_000, to: end * 60_000 }
}

function removed(groupId: string, frame: ChangeFrame, problem: Problem): ClosureWrite[] {
  const rows = frame.rows.closures.filter((row) => row.groupId === groupId && row.to > frame.nowMs)
  const concerned = rows.some(({ deskId }) => deskId === null)
    ? frame.desks.map(({ id }) => id)
    : rows.map(({ deskId }) => deskId!)
  if (rows.length === 0 || !concerned.every((id) => frame.mayPlan(id))) problem('', 'UNKNOWN_CLOSURE')
  const now = Math.floor(frame.nowMs / 60_000) * 60_000
  // One that has begun was there until now.
  return rows.map((before) => ({ before, after: before.from < now ? { ...before, to: now } : null }))
}

function checkDesks(
  deskIds: readonly string[],
  { desks, mayPlan }: ChangeFrame,
  problem: (code: FieldProblem['code'], limit?: number) => void,
): void {
  const known = (id: string) => desks.some((desk) => desk.id === id) && mayPlan(id)
  if (deskIds.length === 0) problem('REQUIRED')
  else if (deskIds.length > MAX_DESKS) problem('TOO_MANY_DESKS', MAX_DESKS)
  else if (!deskIds.every(known)) problem('UNKNOWN_DESK')
}

const isEnd = (time: string): boolean => TIME.test(time) || time === '24:00'
