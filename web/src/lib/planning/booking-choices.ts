import type { AffectedData, ChoiceInput } from './planning.graphql.ts'

/** A choice as the value of a form: CANCEL, FLAG, or MOVE with start and desk. */
export const moveValue = ({ startsAt, desk }: AffectedData['proposals'][number]): string =>
  `MOVE ${startsAt} ${desk.id}`

/** The proposed choice: the nearest time; without one the booking is flagged, never cancelled. */
export const defaultChoice = ({ proposals }: AffectedData): string =>
  proposals[0] ? moveValue(proposals[0]) : 'FLAG'

/** What a value chooses; `FIRST`, for all at once, is the first time proposed. */
export function choiceOf(bookingId: string, value: string): ChoiceInput {
  const [action, startsAt, ...desk] = value.split(' ')
  if (action === 'MOVE' && startsAt) return { bookingId, action, startsAt, deskId: desk.join(' ') || null }
  return { bookingId, action: action === 'CANCEL' ? 'CANCEL' : 'FLAG' }
}

/** One choice for all, where it is possible; for the others what they have. */
export function forAll(all: string, booking: AffectedData, chosen: string): string {
  if (all === 'CANCEL' || all === 'FLAG') return all
  return all === 'MOVE' ? defaultChoice(booking) : chosen
}
