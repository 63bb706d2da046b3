/** A problem; `target` is the id of the field that the message links to. */
export interface Problem {
  target: string
  message: string
}

interface Failed {
  message?: string
  fields?: readonly { field: string; message: string }[]
}

/**
 * The problems of a failed mutation, for an error summary.
 * @param target id of the field for a message without a field
 */
export const problemsOf = ({ message, fields }: Failed, target: string): Problem[] =>
  fields?.map((problem) => ({ target: problem.field, message: problem.message })) ?? [
    { target, message: message ?? '' },
  ]
