import { readFileSync } from 'node:fs'
import {
  buildSchema,
  type GraphQLField,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isUnionType,
} from 'graphql'
import { expect, test } from 'vitest'
import { printedAccess, printedSchema } from '../../api/cli/print-schema.ts'
import { schema } from '../../api/graphql/schema.ts'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
const contract = buildSchema(read('../contract/core.graphql'))

test('the schema contains the whole public contract', () => {
  expect(missing(contract, schema)).toEqual([])
})

test('a field that is missing in the schema is reported', () => {
  const more = buildSchema(`${read('../contract/core.graphql')} extend type Slot { colour: String! }`)
  expect(missing(more, schema)).toEqual(['Slot.colour'])
})

test('schema.graphql is what the code prints', () => {
  expect(read('../../schema.graphql')).toBe(printedSchema())
})

test('access.txt is what the code prints', () => {
  expect(read('../../api/graphql/access/access.txt')).toBe(printedAccess())
})

test('every type and field has a description, except root types and types named …Result', () => {
  const undescribed = Object.values(schema.getTypeMap())
    .filter(
      (type) =>
        !isIntrospectionType(type) && !['String', 'Int', 'Float', 'Boolean', 'ID'].includes(type.name),
    )
    .filter(
      (type) => !['Query', 'Mutation', 'Subscription'].includes(type.name) && !type.name.endsWith('Result'),
    )
    .flatMap((type) => {
      const own = type.description ? [] : [type.name]
      const fields =
        isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)
          ? Object.values(type.getFields())
          : []
      return [
        ...own,
        ...fields.filter((field) => !field.description).map((field) => `${type.name}.${field.name}`),
      ]
    })
  expect(undescribed).toEqual([])
})

/** Coordinates of all parts of the contract that are missing or different in the schema. */
function missing(required: GraphQLSchema, whole: GraphQLSchema): string[] {
  return Object.values(required.getTypeMap())
    .filter((type) => !isIntrospectionType(type))
    .flatMap((type) => {
      const { name } = type
      const other = whole.getType(name)
      if (!other || other.constructor !== type.constructor) return [name]
      if (isEnumType(type) && isEnumType(other))
        return type
          .getValues()
          .flatMap((value) => (other.getValue(value.name) ? [] : [`${name}.${value.name}`]))
      if (isUnionType(type) && isUnionType(other)) {
        const members = new Set(other.getTypes().map((member) => member.name))
        // An additional member would be an outcome that callers do not handle.
        return members.size === type.getTypes().length &&
          type.getTypes().every((member) => members.has(member.name))
          ? []
          : [name]
      }
      if (isInputObjectType(type) && isInputObjectType(other)) {
        const lacking = Object.values(type.getFields()).flatMap((field) => {
          const found = other.getFields()[field.name]
          return found &&
            String(found.type) === String(field.type) &&
            same(found.defaultValue, field.defaultValue)
            ? []
            : [`${name}.${field.name}`]
        })
        const more = Object.values(other.getFields())
          .filter(
            (field) =>
              !type.getFields()[field.name] && String(field.type).endsWith('!') && field.defaultValue == null,
          )
          .map((field) => `${name}.${field.name} is required`)
        return [...lacking, ...more]
      }
      if ((isObjectType(type) && isObjectType(other)) || (isInterfaceType(type) && isInterfaceType(other))) {
        const interfaces = new Set(other.getInterfaces().map((declared) => declared.name))
        const lacking = type.getInterfaces().filter((declared) => !interfaces.has(declared.name))
        return [
          ...lacking.map((declared) => `${name} implements ${declared.name}`),
          ...Object.values(type.getFields()).flatMap((field) =>
            sameField(field, other.getFields()[field.name]) ? [] : [`${name}.${field.name}`],
          ),
        ]
      }
      return []
    })
}

function sameField(
  field: GraphQLField<unknown, unknown>,
  found: GraphQLField<unknown, unknown> | undefined,
): boolean {
  if (!found || String(found.type) !== String(field.type)) return false
  const sameArguments = field.args.every((argument) => {
    const other = found.args.find(({ name }) => name === argument.name)
    return (
      other && String(other.type) === String(argument.type) && same(other.defaultValue, argument.defaultValue)
    )
  })
  const more = found.args.filter(({ name }) => !field.args.some((argument) => argument.name === name))
  return (
    sameArguments &&
    more.every(({ type, defaultValue }) => !String(type).endsWith('!') || defaultValue != null)
  )
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
