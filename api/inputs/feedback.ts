import * as z from 'zod/mini'
import { MAX_FEEDBACK, MAX_NAME } from '../kernel/limits.ts'
import { optionalEmail } from './email.ts'
import { line, lines, optional, required } from './text.ts'

/** Feedback about the pages; name and address are for the answer. */
export const feedback = z.object({
  text: required(lines(MAX_FEEDBACK)),
  name: optional(line(MAX_NAME)),
  email: optionalEmail,
  locale: z.string(),
})

export type FeedbackInput = z.input<typeof feedback>
