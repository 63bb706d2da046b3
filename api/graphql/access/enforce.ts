import {
  defaultFieldResolver,
  getNullableType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  isUnionType,
} from 'graphql'
import { refused } from '../../kernel/outcome.ts'
import type { RefusalReason } from '../../kernel/messages.ts'
import type { Context } from '../core/context.ts'
import { type Denial, denialOf, type GuardedRule, isGuarded } from '../../identity/rules.ts'
import { declaredFields } from './declared.ts'
import { unprovenPaths } from './proof-paths.ts'
import { denied, untilDenied } from './stream.ts'

/**
 * Wraps the resolvers of a schema, in place, so that each guarded field checks the session first. Fields without a
 * guarded rule keep their resolver and cost nothing.
 * @throws Error that names every field without a rule, and every path that reaches a `proven` field without a proof
 */
export function enforceAccess(schema: GraphQLSchema): GraphQLSchema {
  const fields = declaredFields(schema)
  const undeclared = fields
    .filter(({ rule }) => !rule)
    .map(
      ({ name }) => `${name} declares no access rule: add \`access\` where the field or its type is defined.`,
    )
  const problems = [...undeclared, ...unprovenPaths(schema)]
  if (problems.length > 0) throw new Error(`The schema is not built.\n${problems.join('\n')}`)

  for (const { type, field, rule } of fields)
    if (rule && isGuarded(rule)) guard(field, rule, schema.getSubscriptionType() === type)
  return schema
}

type Field = GraphQLField<unknown, Context>
type Resolver = GraphQLFieldResolver<unknown, Context>

function guard(field: Field, rule: GuardedRule, isSubscription: boolean): void {
  if (!isSubscription)
    field.resolve = guardedAnswer(rule, field.resolve ?? defaultFieldResolver, canRefuse(field))
  else if (field.subscribe) field.subscribe = guardedStream(rule, field.subscribe)
  else throw new Error(`${field.name} has the rule ${rule}, but no stream that could be guarded.`)
}

function guardedAnswer(rule: GuardedRule, inner: Resolver, answersRefusal: boolean): Resolver {
  return async (source, args, context, info) => {
    const denial = denialOf(rule, await context.session())
    if (!denial) return inner(source, args, context, info)
    if (answersRefusal) return refused(REASONS[denial])
    throw denied(denial)
  }
}

function guardedStream(rule: GuardedRule, inner: Resolver): Resolver {
  return async (source, args, context, info) => {
    const denial = denialOf(rule, await context.session())
    if (denial) throw denied(denial)
    const stream = (await inner(source, args, context, info)) as AsyncIterable<unknown>
    return untilDenied(context, rule, stream)
  }
}

/** Whether RefusedError is among the results of a field. */
function canRefuse({ type }: Field): boolean {
  const result = getNullableType(type)
  return isUnionType(result) && result.getTypes().some(({ name }) => name === 'RefusedError')
}

const REASONS = {
  UNAUTHENTICATED: 'NOT_SIGNED_IN',
  SECOND_FACTOR_MISSING: 'SECOND_FACTOR_MISSING',
  FORBIDDEN: 'ROLE_MISSING',
} as const satisfies Record<Denial, RefusalReason>
