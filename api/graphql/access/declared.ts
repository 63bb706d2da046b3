import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  isIntrospectionType,
  isObjectType,
} from 'graphql'
import type { Rule } from '../../identity/rules.ts'
import type { Context } from '../core/context.ts'

/** A field of an object type, with the access rule that its definition declares. */
export interface DeclaredField {
  type: GraphQLObjectType
  field: GraphQLField<unknown, Context>
  /** `Type.field` */
  name: string
  /** Whether the type is Query, Mutation or Subscription. */
  isRoot: boolean
  /** The field's own rule, otherwise that of its type; undefined when neither is declared. */
  rule: Rule | undefined
}

/** Every field of every object type of a schema, in the order of their definition. */
export function declaredFields(schema: GraphQLSchema): DeclaredField[] {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]
  return Object.values(schema.getTypeMap())
    .filter((type) => !isIntrospectionType(type))
    .filter((type) => isObjectType(type))
    .flatMap((type) => {
      const isRoot = roots.includes(type)
      return Object.values(type.getFields()).map((field) => ({
        type,
        field,
        name: `${type.name}.${field.name}`,
        isRoot,
        rule: ruleIn(field.extensions) ?? (isRoot ? undefined : ruleIn(type.extensions)),
      }))
    })
}

const ruleIn = (extensions: Readonly<Record<string, unknown>>) => extensions['access'] as Rule | undefined
