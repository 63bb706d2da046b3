import { buildSchema, getIntrospectionQuery, parse } from 'graphql'
import { expect, test } from 'vitest'
import { weigh, type Weight } from '../../../api/safety/weight.ts'

const schema = buildSchema(`
  type Query { viewer: Person people: [Person!]! thing: Thing }
  type Mutation { add: Person }
  type Person { id: ID name: String friends: [Person!]! }
  type Note { text: String author: Person }
  union Thing = Person | Note
`)

const weightOf = (document: string): Weight => weigh(schema, parse(document))

test('counts fields, and values by ten for each list', () => {
  expect(weightOf('{ viewer { id name } }')).toEqual({ rootFields: 1, fields: 3, repeats: 1, values: 3 })
  expect(weightOf('{ people { id } viewer { id } }')).toEqual({
    rootFields: 2,
    fields: 4,
    repeats: 1,
    values: 22,
  })
  expect(weightOf('{ people { friends { friends { id } } } }')).toMatchObject({
    fields: 4,
    values: 10 + 100 + 1000 + 1000,
  })
})

test('counts what is named again, by its name in the answer', () => {
  expect(weightOf('{ viewer { id id id } }')).toMatchObject({ fields: 4, repeats: 3 })
  expect(weightOf('{ viewer { a: id b: id } }')).toMatchObject({ fields: 3, repeats: 1 })
  expect(weightOf('{ viewer { name: id name } }')).toMatchObject({ repeats: 2 })
  expect(
    weightOf('{ viewer { id ...F ... on Person { id } } } fragment F on Person { id id }'),
  ).toMatchObject({ repeats: 4 })
})

test('writes fragments out, however often they are spread', () => {
  expect(
    weightOf(
      '{ ...F a: viewer { ...P } } fragment F on Query { viewer { ...P } } fragment P on Person { id name }',
    ),
  ).toEqual({
    rootFields: 2,
    fields: 6,
    repeats: 1,
    values: 6,
  })
})

test('follows fragments into their type', () => {
  expect(
    weightOf('{ thing { ... on Note { author { friends { id } } } ... on Person { friends { id } } } }'),
  ).toMatchObject({
    values: 1 + 1 + 20 + 20,
  })
})

test('counts aliases of __typename and introspection like any field, with or without fragments', () => {
  expect(weightOf('{ a: __typename b: __typename }')).toEqual({
    rootFields: 2,
    fields: 2,
    repeats: 1,
    values: 2,
  })
  const introspection = { rootFields: 1, fields: 3, repeats: 1, values: 3 }
  expect(weightOf('{ __schema { types { name } } }')).toEqual(introspection)
  expect(weightOf('{ __schema { ...S } } fragment S on __Schema { types { name } }')).toEqual(introspection)
})

test('weighs all operations and the fragments that none of them spreads', () => {
  const document =
    'query A { viewer { id } } mutation B { a: add { id } b: add { id } } fragment Unused on Person { id id id }'
  expect(weightOf(document)).toMatchObject({ rootFields: 2, fields: 2 + 4 + 3, repeats: 3 })
})

test('a bomb of 30 nested fragments weighs more than a billion fields, and is weighed at once', () => {
  const layers = Array.from(
    { length: 30 },
    (_, n) => `fragment F${n} on Person { a: friends { ...F${n + 1} } b: friends { ...F${n + 1} } }`,
  )
  const weight = weightOf(`{ viewer { ...F0 } } ${layers.join(' ')} fragment F30 on Person { id }`)
  expect(weight.fields).toBeGreaterThan(1e9)
  expect(weight.values).toBeGreaterThan(1e30)
})

test('cycles and unknown names end', () => {
  expect(
    weightOf('{ viewer { ...F } } fragment F on Person { id ...G } fragment G on Person { name ...F }')
      .fields,
  ).toBe(3)
  expect(weightOf('{ nobody { knows { this } } ...Missing ... on Nowhere { id } }').fields).toBe(4)
})

test('the introspection query of every tool stays far below the limits', () => {
  const weight = weightOf(
    getIntrospectionQuery({ inputValueDeprecation: true, schemaDescription: true, oneOf: true }),
  )
  expect(weight.fields).toBeLessThan(300)
  expect(weight.values).toBe(weight.fields)
})
