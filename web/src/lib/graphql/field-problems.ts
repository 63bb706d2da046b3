/** What is wrong, with the id of the field that the message leads to. */
export interface Problem {
  target: string
  message: string
}

interface Failed {
  message?: string
  fields?: readonly { field: string; message: string }[]
}

/**
 * What a failed change says, as the summary of errors shows it.
 * @param target the field that a refusal is about
 */
export const problemsOf = ({ message, fields }: Failed, target: string): Problem[] =>
  fields?.map((problem) => ({ target: problem.field, message: problem.message })) ?? [
    { target, message: message ?? '' },
  ]
