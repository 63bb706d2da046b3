import { z } from 'zod'
import type { App } from '../app.ts'
import { MESSAGES_ONLY, runStatement } from '../command.ts'
import { type InvalidInput, invalid, type FieldProblem } from '../kernel/outcome.ts'
import type { FieldCode } from '../kernel/messages.ts'
import { MAX_EMAIL, MAX_FEEDBACK, MAX_NAME } from '../kernel/limits.ts'

/** Feedback about the pages. */
export interface FeedbackInput {
  text: string
  name?: string | null
  /** For the answer. */
  email?: string | null
  locale: string
}

export interface FeedbackSent {
  type: 'FeedbackSent'
  /** Whether the feedback has an address for an answer. */
  answerable: boolean
}

/** Control characters except line feed; they must not get into a mail. */
const CONTROL_BUT_LINES = /[^\P{Cc}\n]|[\u2028\u2029]/u

/** Stores the feedback together with the message to the office, in one transaction. */
export async function sendFeedback(
  app: App,
  input: FeedbackInput,
  now: Date,
): Promise<FeedbackSent | InvalidInput> {
  const checked = checkFeedback(input)
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

/** The feedback in canonical form, or all problems. */
export function checkFeedback(
  input: FeedbackInput,
): { value: Required<FeedbackInput> } | { problems: FieldProblem[] } {
  const problems: FieldProblem[] = []
  const problem = (field: string, code: FieldCode, limit?: number) => problems.push({ field, code, limit })

  const text = input.text.replace(/\r\n?/g, '\n').replace(/\t/g, ' ').trim().normalize('NFC')
  if (!text) problem('text', 'REQUIRED')
  else if ([...text].length > MAX_FEEDBACK) problem('text', 'TOO_LONG', MAX_FEEDBACK)
  else if (CONTROL_BUT_LINES.test(text)) problem('text', 'CONTROL_CHARACTERS')

  const name = (input.name ?? '').trim().normalize('NFC')
  if ([...name].length > MAX_NAME) problem('name', 'TOO_LONG', MAX_NAME)
  else if (name.includes('\n') || CONTROL_BUT_LINES.test(name)) problem('name', 'CONTROL_CHARACTERS')

  const email = (input.email ?? '').trim()
  if (email.length > MAX_EMAIL) problem('email', 'TOO_LONG', MAX_EMAIL)
  else if (email && !z.email().safeParse(email).success) problem('email', 'EMAIL_INVALID')

  if (problems.length > 0) return { problems }
  return { value: { text, name: name || null, email: email || null, locale: input.locale } }
}
