import type { App } from '../app/app.ts'
import { MESSAGES_ONLY, runStatement } from '../app/command.ts'
import { feedback, type FeedbackInput } from '../inputs/feedback.ts'
import { check } from '../inputs/field-problems.ts'
import { type InvalidInput, invalid } from '../kernel/outcome.ts'

export interface FeedbackSent {
  type: 'FeedbackSent'
  /** Whether the feedback has an address for an answer. */
  answerable: boolean
}

/** Stores the feedback together with the message to the office, in one transaction. */
export async function sendFeedback(
  app: App,
  input: FeedbackInput,
  now: Date,
): Promise<FeedbackSent | InvalidInput> {
  const checked = check(feedback, input)
  if ('problems' in checked) return invalid(checked.problems)
  const { value } = checked
  await runStatement(
    app,
    () =>
      app.db.prisma.feedback.create({
        data: {
          ...value,
          createdAt: now,
          messages: { create: { kind: 'FEEDBACK', sequence: 0, dueAt: now, createdAt: now } },
        },
      }),
    () => MESSAGES_ONLY,
  )
  return { type: 'FeedbackSent', answerable: value.email !== null }
}
