import {
  getNullableType,
  GraphQLError,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  isIntrospectionType,
  isObjectType,
  isUnionType,
} from 'graphql'
import { refused } from '../booking/outcome.ts'
import type { Context } from '../context.ts'
import { type Denial, denialOf, isGuarded, type Rule } from './rules.ts'

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

function guard(field: Field, rule: Rule, isSubscription: boolean): void {
  const door = isSubscription ? 'subscribe' : 'resolve'
  const inner = field[door]
  if (!inner) throw new Error(`${field.name} has a rule, but nothing that it could guard`)
  const answer = refuses(field) ? refusal : fail
  const guarded: GraphQLFieldResolver<unknown, Context> = async (source, args, context, info) => {
    const denial = denialOf(rule, await context.staff())
    return denial ? answer(denial) : inner(source, args, context, info)
  }
  field[door] = guarded
}

/** Whether a refusal is among the outcomes of the field. */
function refuses({ type }: Field): boolean {
  const outcome = getNullableType(type)
  return isUnionType(outcome) && outcome.getTypes().some(({ name }) => name === 'RefusedError')
}

const refusal = (denial: Denial) => refused(denial === 'UNAUTHENTICATED' ? 'NOT_SIGNED_IN' : 'ROLE_MISSING')

function fail(code: Denial): never {
  const message = code === 'UNAUTHENTICATED' ? 'Only for staff: sign in first.' : 'Not with your roles.'
  throw new GraphQLError(message, { extensions: { code } })
}
