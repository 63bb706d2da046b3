import { getIntrospectionQuery } from 'graphql'
import { describe, expect, test } from 'vitest'
import { MAX_BODY_BYTES } from '../../../api/safety/body.ts'
import { QUERY_LIMITS } from '../../../api/safety/query-limits.ts'
import { testApp } from '../../support/app.ts'
import { served } from './safety-fixtures.ts'

const product = await testApp()
const { send, post } = await served(product)

const many = (n: number, part: (nth: number) => string) =>
  Array.from({ length: n }, (_, nth) => part(nth)).join(' ')
const SERVICE = `id slug leikaKey title summary notes mode durationMinutes extraMinutesPerPerson maxPersons walkInPossible
  popular documents { title detail requiredWhen } fees { label amountCents amountMaxCents currency condition }
  onlineAlternative legalBasis department { id name phone email address { street postalCode city room accessible } }
  topics { id title }`

describe('the query limits allow', () => {
  test.each([
    [
      'the schema',
      getIntrospectionQuery({ inputValueDeprecation: true, schemaDescription: true, oneOf: true }),
    ],
    ['the whole catalogue', `{ services { ${SERVICE} } referrals { id title office url } }`],
    [
      'the whole catalogue by topics, in two languages',
      `{ topics { id title en: title(locale: "en") services { ${SERVICE} } } }`,
    ],
    ['ten services by name', `{ ${many(10, (nth) => `s${nth}: service(slug: "wohngeld") { title }`)} }`],
    [
      'the type of a type',
      '{ __type(name: "Query") { fields { name type { name ofType { name ofType { name ofType { name } } } } } } }',
    ],
  ])('%s', async (_what, query) => {
    const { status, errors, data } = await post(query)
    expect(errors).toBeUndefined()
    expect(status).toBe(200)
    expect(Object.keys(data!).length).toBeGreaterThan(0)
  })
})

/** A query whose fields double with each layer: every fragment spreads the next one twice. */
const bomb = (layers: number) =>
  `{ topics { ...F0 } } ${many(layers, (n) => `fragment F${n} on Topic { services { topics { ...F${n + 1} } } x: services { topics { ...F${n + 1} } } }`)} fragment F${layers} on Topic { id }`

describe('the query limits refuse', () => {
  test.each([
    ['a document that is too long', `{ topics { id } } #${'x'.repeat(QUERY_LIMITS.document)}`, /characters/],
    ['too many tokens', `{ topics { ${many(QUERY_LIMITS.tokens, () => 'id')} } }`, /Token limit/],
    [
      'a depth of 12',
      `{ __type(name: "Query") { ${'ofType { '.repeat(11)} name ${'} '.repeat(12)} }`,
      /depth limit/,
    ],
    [
      'lists in lists',
      '{ topics { services { topics { services { topics { services { title } } } } } } }',
      /values/,
    ],
    ['21 aliases', `{ ${many(21, (nth) => `a${nth}: locales`)} }`, /root/],
    ['21 aliases below the root', `{ services { ${many(21, (nth) => `a${nth}: slug`)} } }`, /Aliases limit/],
    [
      'aliases of __typename',
      `{ services { ${many(21, (nth) => `a${nth}: __typename`)} } }`,
      /Aliases limit/,
    ],
    ['directives', `{ services { id ${'@include(if: true) '.repeat(21)} } }`, /Directives limit/],
    [
      'a cost beyond all lists',
      '{ nextSlots(items: [{ serviceId: "wohngeld" }], first: 5000) { startsAt } }',
      /Cost limit/,
    ],
    ['a repeated field', `{ services { ${many(11, () => 'id')} } }`, /same field/],
    ['a repeated object', `{ ${many(11, () => 'viewer { id }')} }`, /same field/],
    [
      'a field repeated by fragments',
      `{ services { ${many(11, (nth) => `...F${nth}`)} } } ${many(11, (nth) => `fragment F${nth} on Service { id }`)}`,
      /same field/,
    ],
    [
      'a repeated fragment',
      `{ services { ${many(11, () => '...F')} } } fragment F on Service { id }`,
      /same field/,
    ],
    [
      'too many fields',
      `{ services { ${many(9, () => '...F')} } } fragment F on Service { ${many(9, () => 'department { ...D }')} } fragment D on Department { id name phone email address { city } }`,
      /fields|same field/,
    ],
    ['21 fields at the root', `mutation { ${many(21, () => 'signOut')} }`, /root|same field/],
    ['fragments that multiply', bomb(6), /fields|values/],
    ['many fragments that multiply', bomb(20), /fields|values/],
    ['unused fragments', `{ topics { id } } fragment F on Service { ${many(11, () => 'id')} }`, /same field/],
  ])('%s', async (_what, query, reason) => {
    const { status, errors, data } = await post(query)
    expect(errors).toHaveLength(1)
    expect(errors![0]!.message).toMatch(reason)
    expect(errors![0]!.extensions!.code).toBe('QUERY_TOO_LARGE')
    // Yoga answers parse errors with 200, as older clients expect.
    expect(status).toBe(errors![0]!.message.startsWith('Token limit') ? 200 : 400)
    expect(data).toBeUndefined()
  })

  test('variables that are too long', async () => {
    const query = 'query($search: String) { services(search: $search) { id } }'
    expect((await post(query, {}, { search: 'x'.repeat(1000) })).status).toBe(200)
    const { status, errors } = await post(query, {}, { search: 'x'.repeat(QUERY_LIMITS.variables) })
    expect(status).toBe(400)
    expect(errors![0]!.extensions!.code).toBe('QUERY_TOO_LARGE')
  })

  test('introspection with cycles', async () => {
    const circles =
      '{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }'
    const { errors, data } = await post(circles)
    expect(errors![0]!.message).toMatch(/introspection depth/)
    expect(data).toBeUndefined()
  })
})

test('field names are suggested in development, not in production', async () => {
  const hidden = await post('{ topic { id } }')
  expect(hidden.errors![0]!.message).toMatch(/^Cannot query field "topic"/)
  expect(hidden.text).not.toContain('topics')
  const developing = await testApp({ db: product.app.db, config: { production: false } })
  const answer = await (await developing.fetch('{ topic { id } }')).text()
  expect(answer).toContain('Did you mean \\"topics\\"')
})

describe('a request body', () => {
  const padded = (bytes: number) => {
    const body = JSON.stringify({ query: '{ locales }' })
    return body + ' '.repeat(bytes - body.length)
  }
  const headers = { 'content-type': 'application/json' }
  /** A body that is sent without Content-Length. */
  const chunked = (text: string) =>
    new ReadableStream<Uint8Array>({
      start(controller) {
        for (let at = 0; at < text.length; at += 10_000)
          controller.enqueue(new TextEncoder().encode(text.slice(at, at + 10_000)))
        controller.close()
      },
    })

  test('of the maximum size is read', async () => {
    const body = padded(MAX_BODY_BYTES)
    expect(await send('/graphql', { method: 'POST', headers, body })).toMatchObject({ status: 200 })
    const stream = await send('/graphql', { method: 'POST', headers, body: chunked(body), duplex: 'half' })
    expect(stream).toMatchObject({ status: 200 })
  })

  test('that is one byte longer is refused, with and without Content-Length', async () => {
    const body = padded(MAX_BODY_BYTES + 1)
    expect((await send('/graphql', { method: 'POST', headers, body })).status).toBe(413)
    const stream = await send('/graphql', { method: 'POST', headers, body: chunked(body), duplex: 'half' })
    // The limit is detected while reading: Yoga reports that the body could not be read.
    expect([400, 413]).toContain(stream.status)
    expect(stream.data).toBeUndefined()
  })

  test('that is not JSON is answered with 400 without internal details', async () => {
    const answer = await send('/graphql', { method: 'POST', headers, body: '{"query":' })
    expect(answer.status).toBe(400)
    expect(answer.text).not.toMatch(/at .*:\d+:\d+|stack/)
  })
})
