import { fail, type RequestEvent } from '@sveltejs/kit'
import type { EntryOutcome } from './editor.graphql.ts'
import { fieldLabel, targetOf } from './entry-words.ts'

/** What is wrong, with the id of the field that the message leads to. */
export interface Problem {
  target: string
  /** With the name of the field. */
  message: string
  /** Without it, as it stands at the field. */
  text: string
}

/** Problems of fields as a summary of errors shows them: with the name of the field. */
export const problemsOf = (
  fields: readonly { field: string; message: string }[],
  locales: readonly string[],
): Problem[] =>
  fields.map(({ field, message }) => ({
    target: targetOf(field, locales),
    message: `${fieldLabel(field, locales)}: ${message}`,
    text: message,
  }))

/** What a page shows of a change that did not work; the conflict is shown with both versions. */
export function failureOf(
  outcome: Exclude<EntryOutcome, { __typename: 'UpdatedEntry' }>,
  locales: readonly string[],
) {
  if (outcome.__typename === 'EntryConflictError')
    return fail(409, {
      conflict: {
        changes: outcome.changes,
        version: outcome.entry?.draft?.version ?? 0,
        by: outcome.entry?.draft?.changedBy ?? null,
      },
    })
  if (outcome.__typename === 'InvalidInputError')
    return fail(400, { problems: problemsOf(outcome.fields, locales) })
  return fail(400, { message: outcome.message })
}

/** Version of the draft that a form was made for; 0: there was none. */
export const versionOf = (form: FormData): number => Number(form.get('version')) || 0

export type EntryEvent = RequestEvent<{ kind: string; id: string }>
