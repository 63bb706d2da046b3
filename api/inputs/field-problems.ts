import * as z from 'zod/mini'
import type { FieldCode } from '../kernel/messages.ts'
import type { FieldProblem } from '../kernel/outcome.ts'

/** The codes that the schemas of this folder report. Pages have words for each of them. */
export type InputCode = Extract<
  FieldCode,
  | 'REQUIRED'
  | 'TOO_LONG'
  | 'CONTROL_CHARACTERS'
  | 'EMAIL_INVALID'
  | 'PHONE_REQUIRED'
  | 'PHONE_INVALID'
  | 'PHONE_COSTLY'
  | 'CONSENT_REQUIRED'
  | 'REFERENCE_INVALID'
  | 'KEY_INVALID'
  | 'PASSWORD_SHORT'
  | 'ENTRY_TOO_LONG'
  | 'NO_ROLES'
  | 'NO_DEPARTMENT'
  | 'WEEKDAY_INVALID'
  | 'TIME_INVALID'
>

/** A problem that a schema of this folder reports. */
export interface InputProblem extends FieldProblem {
  code: InputCode
}

/** The canonical value of an input, or all of its problems in the order of the form. */
export type Checked<Value> = { value: Value } | { problems: InputProblem[] }

/** Parameters of a zod check or issue that carry a code of ours. `Checked` and the catalogue's editor read it back. */
export const coded = <Code extends FieldCode>(code: Code, limit?: number) => ({ params: { code, limit } })

/** A check that reports at most one problem of a value. */
export const problemCheck = <Value>(
  find: (value: Value) => Pick<InputProblem, 'code' | 'limit'> | null,
): z.core.$ZodCheck<Value> =>
  z.check<Value>(({ value, issues }) => {
    const problem = find(value)
    if (problem)
      issues.push({ code: 'custom', input: value, ...coded(problem.code, problem.limit ?? undefined) })
  })

/**
 * Checks an input.
 * @param field the path of the input itself, where it is not the whole form
 */
export function check<Schema extends z.core.$ZodType>(
  schema: Schema,
  input: z.core.input<Schema>,
  field = '',
): Checked<z.core.output<Schema>> {
  const { data, error } = z.safeParse(schema, input)
  if (!error) return { value: data as z.core.output<Schema> }
  return { problems: error.issues.map((issue) => problemOf(issue, field)) }
}

/** The problems of a check; none where there is a value. */
export const problemsOf = (checked: Checked<unknown>): InputProblem[] =>
  'problems' in checked ? checked.problems : []

function problemOf(issue: z.core.$ZodIssue, field: string): InputProblem {
  const path = pathOf(issue)
  // An issue without our code is a value of another type: forms and the GraphQL schema send none but a missing one.
  const { code = 'REQUIRED', limit } = codeIn(issue) ?? {}
  return { field: [field, path].filter((part) => part !== '').join('.'), code: code as InputCode, limit }
}

/** The path of an issue below the input, `contact.email`. */
export const pathOf = (issue: z.core.$ZodIssue): string => issue.path.map(String).join('.')

/** The code of ours that an issue carries, with the limit that was missed; undefined for an issue of zod's own. */
export function codeIn(issue: z.core.$ZodIssue): { code: FieldCode; limit?: number } | undefined {
  const params = issue.code === 'custom' ? issue.params : undefined
  return params?.code === undefined ? undefined : (params as { code: FieldCode; limit?: number })
}
