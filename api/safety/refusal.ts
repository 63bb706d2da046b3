import { GraphQLError } from 'graphql'

/** An error that refuses a request because of its form. Programs read the code and the HTTP status. */
export function refusal(
  status: number,
  code: string,
  message: string,
  headers: Record<string, string> = {},
): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status, headers } } })
}
