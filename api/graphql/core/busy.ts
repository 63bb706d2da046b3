import {
  getNullableType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLSchema,
  isUnionType,
} from 'graphql'
import { generalMessage } from '../../kernel/messages.ts'
import { type LimitReached, type Refused, refused } from '../../kernel/outcome.ts'
import { isLockTimeout } from '../../kernel/transaction.ts'
import { refusal } from '../../safety/refusal.ts'
import type { Context } from './context.ts'
import { addMs } from '../../kernel/instant.ts'

/** Time after which a client should repeat the request; most locks are released by then. */
const RETRY_AFTER_MS = 2_000

/**
 * Wraps the resolvers of all queries and mutations, in place: a lock timeout becomes the outcome "please try again", by the
 * outcome type that the field has for it. Nothing was changed in that case, so the request can be repeated.
 */
export function answerBusy(schema: GraphQLSchema): GraphQLSchema {
  for (const type of [schema.getQueryType(), schema.getMutationType()])
    for (const field of Object.values(type?.getFields() ?? {}))
      if (field.resolve) field.resolve = withAnswer(field, field.resolve)
  return schema
}

function withAnswer({ type }: GraphQLField<unknown, Context>, inner: Resolver): Resolver {
  const outcomes = namesOf(type)
  const answer = (error: unknown, args: Args, context: Context) => {
    if (!isLockTimeout(error)) throw error
    return busy(outcomes, args, context)
  }
  return (source, args: Args, context, info) => {
    const result = inner(source, args, context, info)
    return result instanceof Promise ? result.catch((error) => answer(error, args, context)) : result
  }
}

type Resolver = GraphQLFieldResolver<unknown, Context>
type Args = { input?: { locale?: unknown } }

/** @throws GraphQLError TRY_AGAIN (HTTP 503) if the field has no such outcome type */
function busy(outcomes: ReadonlySet<string>, args: Args, { now, request }: Context): LimitReached | Refused {
  if (outcomes.has('LimitReachedError'))
    return {
      type: 'LimitReachedError',
      retryAt: addMs(now, RETRY_AFTER_MS),
      isBusy: true,
    }
  if (outcomes.has('RefusedError')) return refused('BUSY')
  const accepted = request.headers.get('accept-language')?.split(/[,;]/, 1)[0]
  const locale = String(args.input?.locale ?? accepted ?? 'de')
  throw refusal(503, 'TRY_AGAIN', generalMessage('BUSY', locale), {
    'Retry-After': String(RETRY_AFTER_MS / 1000),
  })
}

/** Names of the outcome types of a field; empty if its type is not a union. */
function namesOf(type: GraphQLOutputType): ReadonlySet<string> {
  const outcome = getNullableType(type)
  return new Set(isUnionType(outcome) ? outcome.getTypes().map(({ name }) => name) : [])
}
