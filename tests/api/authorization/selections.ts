import {
  getNamedType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isAbstractType,
  isIntrospectionType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
} from 'graphql'
import { ARGUMENTS, PUBLIC, STRICTER_FIELDS } from './access-cases.ts'

/** A field of Query, Mutation or Subscription. */
export interface RootField {
  /** E.g. Query.bookings */
  name: string
  kind: 'query' | 'mutation' | 'subscription'
  field: GraphQLField<unknown, unknown>
}

export function rootFieldsOf(schema: GraphQLSchema): RootField[] {
  return (['Query', 'Mutation', 'Subscription'] as const).flatMap((type) => {
    const root = schema.getType(type)
    if (!isObjectType(root)) throw new Error(`${type} is missing`)
    return Object.values(root.getFields()).map((field) => ({
      name: `${type}.${field.name}`,
      kind: type.toLowerCase() as RootField['kind'],
      field,
    }))
  })
}

/** Names of the object types of a schema, without those of the roots. */
export const objectTypesOf = (schema: GraphQLSchema): string[] =>
  Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) && !isIntrospectionType(type))
    .map(({ name }) => name)
    .filter((name) => !['Query', 'Mutation', 'Subscription'].includes(name))

/** Names of all object types that a selection at a root field can reach. */
export function reachedFrom(schema: GraphQLSchema, { field }: RootField): Set<string> {
  const reached = new Set<string>()
  const visit = (type: GraphQLNamedType): void => {
    if (isAbstractType(type)) return schema.getPossibleTypes(type).forEach(visit)
    if (!isObjectType(type) || reached.has(type.name)) return
    reached.add(type.name)
    for (const { type: next } of Object.values(type.getFields())) visit(getNamedType(next))
  }
  visit(getNamedType(field.type))
  return reached
}

/** An operation with a variable for each given argument, and a selection of all fields below. */
export function operation(schema: GraphQLSchema, rootField: RootField, given: object, only?: string): string {
  const { kind, field } = rootField
  const args = field.args.filter(({ name }) => name in given)
  const declared = args.map(({ name, type }) => `$${name}: ${type}`).join(', ')
  const passed = args.map(({ name }) => `${name}: $${name}`).join(', ')
  const below = selectionOf(schema, getNamedType(field.type), [], only)
  return `${kind} Call${declared && `(${declared})`} { ${field.name}${passed && `(${passed})`} ${below} }`
}

/**
 * Selects every field below, each type once on a path. Public types below public types are omitted, because they contain no
 * secrets.
 * @param only selects only this stricter field, with the path to it
 */
function selectionOf(schema: GraphQLSchema, type: GraphQLNamedType, path: string[], only?: string): string {
  if (isLeafType(type)) return ''
  if (isUnionType(type) || isAbstractType(type)) {
    const each = schema
      .getPossibleTypes(type)
      .map((one) => `... on ${one.name} ${selectionOf(schema, one, path, only) || '{ __typename }'}`)
    return `{ __typename ${each.join(' ')} }`
  }
  if (!isObjectType(type) || path.includes(type.name)) return ''
  if (path.some((name) => PUBLIC.has(name)) && PUBLIC.has(type.name) && path.length > 1) return ''
  const fields = Object.values(type.getFields()).flatMap((field) => {
    const coordinate = `${type.name}.${field.name}`
    if (coordinate in STRICTER_FIELDS ? coordinate !== only : only && isLeafType(getNamedType(field.type)))
      return []
    const args = field.args.some(isRequiredArgument) ? `(${argumentsOf(coordinate)})` : ''
    const below = selectionOf(schema, getNamedType(field.type), [...path, type.name], only)
    return isLeafType(getNamedType(field.type)) || below ? [`${field.name}${args} ${below}`] : []
  })
  return fields.length > 0 ? `{ __typename ${fields.join(' ')} }` : ''
}

function argumentsOf(coordinate: string): string {
  const known = ARGUMENTS[coordinate]
  if (!known) throw new Error(`${coordinate} needs arguments: give it some in ARGUMENTS`)
  return known
}
