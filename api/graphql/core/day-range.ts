import { eachDay } from '../../availability/calendar.ts'
import type { Day } from '../../availability/model.ts'
import { badInput } from './bad-input.ts'
import { MAX_RANGE_DAYS } from '../../kernel/limits.ts'

/**
 * The days of a range, first and last included.
 * @throws GraphQLError (BAD_USER_INPUT) if it is empty or longer than `max` days
 */
export function daysOf(first: Day, last: Day, max = MAX_RANGE_DAYS): Day[] {
  const length = Temporal.PlainDate.from(first).until(last, { largestUnit: 'days' }).days + 1
  if (length < 1) throw badInput('from must not be after to')
  if (length > max) throw badInput(`the range is at most ${max} days`)
  return eachDay(first, last)
}
