import { GraphQLError } from 'graphql'

/** The error of an argument that the schema's types cannot refuse; `message` is for developers, in English. */
export const badInput = (message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } })
