import { fail, type RequestEvent } from '@sveltejs/kit'
import type { EntryOutcome } from './editor.graphql.ts'
import { fieldLabel, targetOf } from './entry-labels.ts'

/** A problem; `target` is the id of the field that the message links to. */
export interface Problem {
  target: string
  /** With the label of the field, for the error summary. */
  message: string
  /** Without the label, for display at the field. */
  text: string
}

/** Problems of fields for an error summary. */
export const problemsOf = (
  fields: readonly { field: string; message: string }[],
  locales: readonly string[],
): Problem[] =>
  fields.map(({ field, message }) => ({
    target: targetOf(field, locales),
    message: `${fieldLabel(field, locales)}: ${message}`,
    text: message,
  }))

/** The failure of a mutation for the page; a conflict contains the changes of the other version. */
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

/** Version of the draft that the form was rendered with; 0: none. */
export const versionOf = (form: FormData): number => Number(form.get('version')) || 0

export type EntryEvent = RequestEvent<{ kind: string; id: string }>
