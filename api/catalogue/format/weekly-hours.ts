import { z } from 'zod'
import { minuteOfDay, overlap } from './hours.ts'
import { day, list } from './values.ts'

const hours = z
  .strictObject({
    weekday: z.int().min(1).max(7),
    from: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be HH:MM'),
    to: z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'must be HH:MM'),
    validFrom: day.optional(),
    validUntil: day.optional(),
  })
  .refine(({ from, to }) => minuteOfDay(from) < minuteOfDay(to), {
    path: ['to'],
    error: 'must be later than from',
  })
  .refine((h) => !h.validFrom || !h.validUntil || h.validFrom <= h.validUntil, {
    path: ['validUntil'],
    error: 'must not be before validFrom',
  })

/** Weekly hours that do not overlap. */
export const weeklyHours = list(hours, 100).check(({ value, issues }) => {
  value.forEach((later, index) => {
    const earlier = value.findIndex((hours, other) => other < index && overlap(hours, later))
    if (earlier < 0) return
    issues.push({ code: 'custom', input: later, path: [index], message: `overlaps with entry [${earlier}]` })
  })
})
