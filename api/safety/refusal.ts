import { GraphQLError } from 'graphql'

/** An error that ends a request for its form, not for what it wants: programs read the code and the HTTP status. */
export function refusal(
  status: number,
  code: string,
  message: string,
  headers: Record<string, string> = {},
): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status, headers } } })
}
