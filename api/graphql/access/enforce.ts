import {
  defaultFieldResolver,
  getNullableType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  isIntrospectionType,
  isObjectType,
  isUnionType,
} from 'graphql'
import { refused } from '../../kernel/outcome.ts'
import type { RefusalReason } from '../../kernel/messages.ts'
import type { Context } from '../core/context.ts'
import { type Denial, denialOf, isGuarded, type Rule } from '../../identity/rules.ts'
import { denied, untilDenied } from './stream.ts'

/** Who may ask for what: type → field → rule. */
export type Matrix = Readonly<Record<string, Readonly<Record<string, Rule>>>>

/**
 * Puts the matrix in front of a schema's resolvers, in place. What is public keeps its resolver as it is, and costs
 * nothing.
 * @throws Error that names every field without a rule, and every rule without a field
 */
export function enforce(schema: GraphQLSchema, matrix: Matrix): GraphQLSchema {
  const fields = Object.values(schema.getTypeMap())
    .filter((type) => !isIntrospectionType(type))
    .filter((type) => isObjectType(type))
    .flatMap((type) => Object.values(type.getFields()).map((field) => ({ type: type.name, field })))
  const exist = new Set(fields.map(({ type, field }) => `${type}.${field.name}`))
  const listed = new Set(
    Object.entries(matrix).flatMap(([type, rules]) => Object.keys(rules).map((name) => `${type}.${name}`)),
  )
  const problems = [
    ...[...exist.difference(listed)].map((name) => `${name} has no rule`),
    ...[...listed.difference(exist)].map((name) => `${name} has a rule, but is not in the schema`),
  ]
  if (problems.length > 0) throw new Error(`The matrix of access is wrong:\n${problems.join('\n')}`)

  for (const { type, field } of fields) {
    const rule = matrix[type]![field.name]!
    if (isGuarded(rule)) guard(field, rule, schema.getSubscriptionType()?.name === type)
  }
  return schema
}

type Field = GraphQLField<unknown, Context>
type Resolver = GraphQLFieldResolver<unknown, Context>

function guard(field: Field, rule: Rule, isSubscription: boolean): void {
  if (!isSubscription)
    field.resolve = guardedAnswer(rule, field.resolve ?? defaultFieldResolver, refuses(field))
  else if (field.subscribe) field.subscribe = guardedStream(rule, field.subscribe)
  else throw new Error(`${field.name} has a rule, but no stream that it could guard`)
}

function guardedAnswer(rule: Rule, inner: Resolver, canRefuse: boolean): Resolver {
  return async (source, args, context, info) => {
    const denial = denialOf(rule, await context.session())
    if (!denial) return inner(source, args, context, info)
    if (canRefuse) return refused(REASONS[denial])
    throw denied(denial)
  }
}

function guardedStream(rule: Rule, inner: Resolver): Resolver {
  return async (source, args, context, info) => {
    const denial = denialOf(rule, await context.session())
    if (denial) throw denied(denial)
    const stream = (await inner(source, args, context, info)) as AsyncIterable<unknown>
    return untilDenied(context, rule, stream)
  }
}

/** Whether a refusal is among the outcomes of the field. */
function refuses({ type }: Field): boolean {
  const outcome = getNullableType(type)
  return isUnionType(outcome) && outcome.getTypes().some(({ name }) => name === 'RefusedError')
}

const REASONS = {
  UNAUTHENTICATED: 'NOT_SIGNED_IN',
  SECOND_FACTOR_MISSING: 'SECOND_FACTOR_MISSING',
  FORBIDDEN: 'ROLE_MISSING',
} as const satisfies Record<Denial, RefusalReason>
