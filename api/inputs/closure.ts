import * as z from 'zod/mini'
import { MAX_CLOSURE_REASON } from '../kernel/limits.ts'
import { line, required } from './text.ts'
import { endTime, startTime } from './time-of-day.ts'

/** Reason and times of a closure; whether desks and days fit the plan is checked by planning. */
export const closureWords = z.object({
  /** For colleagues. */
  reason: required(line(MAX_CLOSURE_REASON)),
  /** Absent: from the beginning of the first day. */
  fromTime: z.nullish(startTime),
  /** Absent: until the end of the last day. */
  untilTime: z.nullish(endTime),
})
