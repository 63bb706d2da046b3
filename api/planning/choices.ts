import { check } from '../inputs/field-problems.ts'
import { reason as reasonSchema } from '../inputs/reason.ts'
import type { FieldProblem } from '../kernel/outcome.ts'
import type { AffectedBooking } from './bookings.ts'
import { MAX_CANCELLATIONS as MAX_BOOKINGS, MAX_MOVES } from '../kernel/limits.ts'

export const CHOICES = ['MOVE', 'CANCEL', 'FLAG'] as const

/** The choice for one booking: move it, cancel it, or flag it and keep it in the closed time. */
export interface Choice {
  bookingId: string
  action: (typeof CHOICES)[number]
  /** With MOVE: the new start. */
  startsAt?: Date | null
  /** With MOVE: the new desk; null: any free one. */
  deskId?: string | null
}

/** The checked choices, grouped by action; each group in the order of the choices. */
export interface Choices {
  moved: { bookingId: string; startsAt: Date; deskId: string | null }[]
  cancelled: string[]
  flagged: string[]
  /** Null: no citizen receives a mail. */
  reason: string | null
}

/** Checks that each booking has one possible choice, and that there is a reason if citizens receive mails. */
export function checkChoices(
  affected: readonly AffectedBooking[],
  { choices, reason }: { choices: readonly Choice[]; reason?: string | null },
): { problems: FieldProblem[] } | Choices {
  const problems: FieldProblem[] = []
  const sorted: Choices = { moved: [], cancelled: [], flagged: [], reason: null }
  const open = new Map(affected.map((booking) => [booking.id, booking]))
  let needsReason = false
  choices.forEach(({ bookingId, action, startsAt, deskId }, index) => {
    const booking = open.get(bookingId)
    open.delete(bookingId)
    if (!booking) problems.push({ field: `choices.${index}.bookingId`, code: 'UNKNOWN_BOOKING' })
    else if (action === 'FLAG') sorted.flagged.push(bookingId)
    else if (action === 'CANCEL') sorted.cancelled.push(bookingId)
    else if (!startsAt || !canMove(booking, startsAt))
      problems.push({ field: `choices.${index}.startsAt`, code: startsAt ? 'CHOICE_IMPOSSIBLE' : 'REQUIRED' })
    else sorted.moved.push({ bookingId, startsAt, deskId: deskId ?? null })
    const moves = action === 'MOVE' && startsAt?.getTime() !== booking?.startsAt.getTime()
    needsReason ||= moves || action === 'CANCEL'
  })
  if (open.size > 0) problems.push({ field: 'choices', code: 'CHOICE_MISSING' })
  if (sorted.moved.length > MAX_MOVES)
    problems.push({ field: 'choices', code: 'TOO_MANY_BOOKINGS', limit: MAX_MOVES })
  if (affected.length > MAX_BOOKINGS)
    problems.push({ field: 'choices', code: 'TOO_MANY_BOOKINGS', limit: MAX_BOOKINGS })
  if (!needsReason) return problems.length > 0 ? { problems } : sorted
  const checked = check(reasonSchema, reason ?? '', 'reason')
  if ('problems' in checked) problems.push(...checked.problems)
  return 'problems' in checked || problems.length > 0 ? { problems } : { ...sorted, reason: checked.value }
}

/** After check-in only the desk can change; after the call a booking cannot be moved. */
function canMove({ status, startsAt }: AffectedBooking, to: Date): boolean {
  return status === 'CONFIRMED' || (status === 'CHECKED_IN' && startsAt.getTime() === to.getTime())
}
