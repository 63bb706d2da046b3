import { buildSchema, getIntrospectionQuery, parse } from 'graphql'
import { expect, test } from 'vitest'
import { queryCost, type QueryCost } from '../../../api/safety/query-cost.ts'

const schema = buildSchema(`
  type Query { viewer: Person people: [Person!]! thing: Thing }
  type Mutation { add: Person }
  type Person { id: ID name: String friends: [Person!]! }
  type Note { text: String author: Person }
  union Thing = Person | Note
`)

const queryCostOf = (document: string): QueryCost => queryCost(schema, parse(document))

test('counts fields, and ten values for each list', () => {
  expect(queryCostOf('{ viewer { id name } }')).toEqual({
    rootFields: 1,
    fields: 3,
    duplicateFields: 1,
    values: 3,
  })
  expect(queryCostOf('{ people { id } viewer { id } }')).toEqual({
    rootFields: 2,
    fields: 4,
    duplicateFields: 1,
    values: 22,
  })
  expect(queryCostOf('{ people { friends { friends { id } } } }')).toMatchObject({
    fields: 4,
    values: 10 + 100 + 1000 + 1000,
  })
})

test('counts duplicate fields by their response name', () => {
  expect(queryCostOf('{ viewer { id id id } }')).toMatchObject({ fields: 4, duplicateFields: 3 })
  expect(queryCostOf('{ viewer { a: id b: id } }')).toMatchObject({ fields: 3, duplicateFields: 1 })
  expect(queryCostOf('{ viewer { name: id name } }')).toMatchObject({ duplicateFields: 2 })
  expect(
    queryCostOf('{ viewer { id ...F ... on Person { id } } } fragment F on Person { id id }'),
  ).toMatchObject({ duplicateFields: 4 })
})

test('expands fragments each time they are spread', () => {
  expect(
    queryCostOf(
      '{ ...F a: viewer { ...P } } fragment F on Query { viewer { ...P } } fragment P on Person { id name }',
    ),
  ).toEqual({
    rootFields: 2,
    fields: 6,
    duplicateFields: 1,
    values: 6,
  })
})

test('counts inline fragments by their type condition', () => {
  expect(
    queryCostOf('{ thing { ... on Note { author { friends { id } } } ... on Person { friends { id } } } }'),
  ).toMatchObject({
    values: 1 + 1 + 20 + 20,
  })
})

test('counts aliases of __typename and introspection like any field, with or without fragments', () => {
  expect(queryCostOf('{ a: __typename b: __typename }')).toEqual({
    rootFields: 2,
    fields: 2,
    duplicateFields: 1,
    values: 2,
  })
  const introspection = { rootFields: 1, fields: 3, duplicateFields: 1, values: 3 }
  expect(queryCostOf('{ __schema { types { name } } }')).toEqual(introspection)
  expect(queryCostOf('{ __schema { ...S } } fragment S on __Schema { types { name } }')).toEqual(
    introspection,
  )
})

test('counts every operation, and fragments that no operation spreads', () => {
  const document =
    'query A { viewer { id } } mutation B { a: add { id } b: add { id } } fragment Unused on Person { id id id }'
  expect(queryCostOf(document)).toMatchObject({ rootFields: 2, fields: 2 + 4 + 3, duplicateFields: 3 })
})

test('30 nested fragments are counted as more than a billion fields, within milliseconds', () => {
  const layers = Array.from(
    { length: 30 },
    (_, n) => `fragment F${n} on Person { a: friends { ...F${n + 1} } b: friends { ...F${n + 1} } }`,
  )
  const cost = queryCostOf(`{ viewer { ...F0 } } ${layers.join(' ')} fragment F30 on Person { id }`)
  expect(cost.fields).toBeGreaterThan(1e9)
  expect(cost.values).toBeGreaterThan(1e30)
})

test('cycles and unknown names do not loop', () => {
  expect(
    queryCostOf('{ viewer { ...F } } fragment F on Person { id ...G } fragment G on Person { name ...F }')
      .fields,
  ).toBe(3)
  expect(queryCostOf('{ nobody { knows { this } } ...Missing ... on Nowhere { id } }').fields).toBe(4)
})

test('the introspection query of every tool stays far below the limits', () => {
  const cost = queryCostOf(
    getIntrospectionQuery({ inputValueDeprecation: true, schemaDescription: true, oneOf: true }),
  )
  expect(cost.fields).toBeLessThan(300)
  expect(cost.values).toBe(cost.fields)
})
