import { eachDay } from '../../availability/calendar.ts'
import type { Day } from '../../availability/model.ts'
import { badInput } from './bad-input.ts'

/** The most days in a range of slots or bookings: two months, more than the usual bookable horizon. */
export const MAX_DAYS = 62

/**
 * The days of a range, first and last included.
 * @throws GraphQLError (BAD_USER_INPUT) when it is empty or longer than `most` days
 */
export function daysOf(first: Day, last: Day, most = MAX_DAYS): Day[] {
  const length = Temporal.PlainDate.from(first).until(last, { largestUnit: 'days' }).days + 1
  if (length < 1) throw badInput('from must not be after to')
  if (length > most) throw badInput(`the range is at most ${most} days`)
  return eachDay(first, last)
}
