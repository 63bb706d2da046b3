import { GraphQLError } from 'graphql'

/** The error of an argument that is invalid although its type is right; `message` is for developers, in English. */
export const badInput = (message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } })
