import type { AffectedData, ChoiceInput } from './planning.graphql.ts'

/** The form value for a move: MOVE with start and desk; the other values are CANCEL and FLAG. */
export const moveValue = ({ startsAt, desk }: AffectedData['proposals'][number]): string =>
  `MOVE ${startsAt} ${desk.id}`

/** The preselected choice: the nearest time; without one the booking is flagged, never cancelled. */
export const defaultChoice = ({ proposals }: AffectedData): string =>
  proposals[0] ? moveValue(proposals[0]) : 'FLAG'

/** Parses a form value; an unknown value flags the booking. */
export function choiceOf(bookingId: string, value: string): ChoiceInput {
  const [action, startsAt, ...desk] = value.split(' ')
  if (action === 'MOVE' && startsAt) return { bookingId, action, startsAt, deskId: desk.join(' ') || null }
  return { bookingId, action: action === 'CANCEL' ? 'CANCEL' : 'FLAG' }
}

/** The value of one booking after a choice for all: CANCEL, FLAG, or MOVE to its nearest time. */
export function forAll(all: string, booking: AffectedData, chosen: string): string {
  if (all === 'CANCEL' || all === 'FLAG') return all
  return all === 'MOVE' ? defaultChoice(booking) : chosen
}
