import * as z from 'zod/mini'
import { problemCheck } from './field-problems.ts'
import { endTime, startTime } from './time-of-day.ts'

/** Days of the week and hours of an opening; whether desks and days fit the plan is checked by planning. */
export const openingHours = z.object({
  weekdays: z
    .array(z.number())
    .check(
      problemCheck((days) =>
        days.length === 0
          ? { code: 'REQUIRED' }
          : days.every((day) => day >= 1 && day <= 7)
            ? null
            : { code: 'WEEKDAY_INVALID' },
      ),
    ),
  from: startTime,
  until: endTime,
})
