import { locale, m } from '#lib/i18n/i18n.ts'
import { clockDigits, dateShort, dayOf, type Day, type Instant, weekdayName } from '#lib/time/time.ts'
import type { ChangeData, ClosureKind, HoursData } from './planning.graphql.ts'

export const CLOSURE_KINDS = ['ABSENCE', 'MEETING', 'HOLIDAY', 'EMERGENCY', 'OTHER'] as const

const kinds: Record<ClosureKind, () => string> = {
  ABSENCE: m.staff_plan_absence,
  MEETING: m.staff_plan_meeting,
  HOLIDAY: m.staff_plan_holiday,
  EMERGENCY: m.staff_plan_emergency,
  OTHER: m.staff_plan_other,
}
export const closureKindLabel = (kind: ClosureKind): string => kinds[kind]()

/** “Besprechung”, “Abwesenheit: Fortbildung” */
export function closureLabel({ kind, reason }: { kind: ClosureKind; reason: string }): string {
  const word = closureKindLabel(kind)
  return reason === word ? word : `${word}: ${reason}`
}

/** “Di., 24. Nov.” */
export const dayShort = (day: Day): string => dateShort(`${day}T12:00:00Z`, locale())

/** The last day of a range; a range that ends at midnight does not include the next day. */
export const lastDayOf = (endsAt: Instant): Day => dayOf(new Date(Date.parse(endsAt) - 1))

/** “Di., 24. Nov.”, “Di., 24. Nov., 12:00–13:00”, “Di., 24. Nov. – Do., 26. Nov., 10:00” */
export function formatSpan({ startsAt, endsAt }: { startsAt: Instant; endsAt: Instant }): string {
  const [from, until] = [clockDigits(startsAt), clockDigits(endsAt)]
  const [first, last] = [dayOf(startsAt), lastDayOf(endsAt)]
  const [wholeStart, wholeEnd] = [from === '00:00', until === '00:00']
  if (first === last)
    return wholeStart && wholeEnd
      ? dayShort(first)
      : `${dayShort(first)}, ${from}–${wholeEnd ? '24:00' : until}`
  const start = wholeStart ? dayShort(first) : `${dayShort(first)}, ${from}`
  const end = wholeEnd ? dayShort(last) : `${dayShort(last)}, ${until}`
  return `${start} – ${end}`
}

/** “ab Di., 1. Dez. bis Fr., 5. März”; empty when it has begun and has no end. */
export function validityLabel(
  { validFrom, validUntil }: Pick<HoursData, 'validFrom' | 'validUntil'>,
  today: Day,
): string {
  const from = validFrom && validFrom > today ? m.staff_plan_valid_from({ day: dayShort(validFrom) }) : ''
  const until = validUntil ? m.staff_plan_valid_until({ day: dayShort(validUntil) }) : ''
  return [from, until].filter(Boolean).join(' ')
}

/** “08:00–12:00” */
export const hoursDigits = ({ from, until }: Pick<HoursData, 'from' | 'until'>): string => `${from}–${until}`

/** A sentence that describes one part of a change. */
export function describePart(
  { kind, hours, closure, desks }: ChangeData['parts'][number],
  today: Day,
): string {
  const where = desks.length > 0 ? desks.map(({ name }) => name).join(', ') : m.staff_plan_whole_house()
  if (closure) {
    const what = { what: closureLabel(closure), when: formatSpan(closure), where }
    return kind === 'ENDED' ? m.staff_plan_closure_ended(what) : m.staff_plan_closure_added(what)
  }
  if (!hours) return where
  const valid = validityLabel(hours, today)
  const times = `${weekdayName(hours.weekday, 'long', locale())} ${hoursDigits(hours)}${valid && ` (${valid})`}`
  const what = { what: hours.reserved ? `${times}, ${m.staff_plan_reserved()}` : times, where }
  return kind === 'ENDED' ? m.staff_plan_hours_ended(what) : m.staff_plan_hours_added(what)
}

/** The effects on bookings and free times: “12 Termine verschoben. 46 freie Zeiten fallen weg.” */
export const describeEffects = (change: Omit<ChangeData, 'parts'>): string =>
  [
    change.moved > 0 ? m.staff_plan_moved({ count: change.moved }) : '',
    change.cancelled > 0 ? m.staff_plan_cancelled({ count: change.cancelled }) : '',
    change.flagged > 0 ? m.staff_plan_flagged({ count: change.flagged }) : '',
    change.slotsLost > 0 ? m.staff_plan_lost({ count: change.slotsLost }) : '',
    change.slotsGained > 0 ? m.staff_plan_gained({ count: change.slotsGained }) : '',
  ]
    .filter(Boolean)
    .join(' ')
