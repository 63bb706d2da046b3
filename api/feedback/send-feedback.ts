import { z } from 'zod'
import type { App } from '../app.ts'
import { MESSAGES_ONLY, runStatement } from '../command.ts'
import { type InvalidInput, invalid, type FieldProblem } from '../kernel/outcome.ts'
import type { FieldCode } from '../kernel/messages.ts'

/** What somebody tells the office about these pages. */
export interface FeedbackInput {
  text: string
  name?: string | null
  /** For the answer. */
  email?: string | null
  locale: string
}

export interface FeedbackSent {
  type: 'FeedbackSent'
  /** Whether an answer can be given. */
  answerable: boolean
}

const MAX_TEXT = 2000
const MAX_NAME = 200
// RFC 5321 §4.5.3.1.3: a path has at most 256 octets, its angle brackets included.
const MAX_EMAIL = 254

/** A text may have lines; other control characters have no place in a mail. */
const CONTROL_BUT_LINES = /[^\P{Cc}\n]|[\u2028\u2029]/u

/** Keeps what somebody wrote together with the message that takes it to the office: both, or nothing. */
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

/** What is written, in canonical form; or every problem at once. */
export function checkFeedback(
  input: FeedbackInput,
): { value: Required<FeedbackInput> } | { problems: FieldProblem[] } {
  const problems: FieldProblem[] = []
  const problem = (field: string, code: FieldCode, limit?: number) => problems.push({ field, code, limit })

  const text = input.text.replace(/\r\n?/g, '\n').replace(/\t/g, ' ').trim().normalize('NFC')
  if (!text) problem('text', 'REQUIRED')
  else if ([...text].length > MAX_TEXT) problem('text', 'TOO_LONG', MAX_TEXT)
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
