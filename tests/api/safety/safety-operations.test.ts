import { expect, test } from 'vitest'
import { LIMITS } from '../../../api/safety/limits.ts'
import { QUERY_LIMITS } from '../../../api/safety/query-limits.ts'
import { testApp } from '../../support/app.ts'
import { served } from './safety-fixtures.ts'

// Behind one proxy, so that each test has an address of its own.
const limited = await testApp({ config: { rateLimits: true, trustedProxies: 1 } })
const { post, send } = await served(limited)
const open = await served(await testApp({ db: limited.app.db }))

const from = (address: string) => ({ 'x-forwarded-for': address })
/** One request with `n` root fields, which count as operations. */
const many = (n: number) => `{ ${Array.from({ length: n }, (_, nth) => `a${nth}: locales`).join(' ')} }`

async function useUp(address: string): Promise<void> {
  for (let left: number = LIMITS.operations.max; left > 0; left -= QUERY_LIMITS.rootFields)
    expect((await post(many(Math.min(left, QUERY_LIMITS.rootFields)), from(address))).status).toBe(200)
}

test('operations are counted, not requests; over the limit the answer has Retry-After, and other addresses are not affected', async () => {
  await useUp('198.51.100.1')
  const refused = await post('{ locales }', from('198.51.100.1'))
  expect(refused.status).toBe(429)
  expect(refused.errors![0]!.extensions!.code).toBe('LIMIT_REACHED')
  expect(refused.data).toBeUndefined()
  expect(refused.headers.get('retry-after')).toMatch(/^\d+$/)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60)
  expect((await post('{ locales }', from('198.51.100.2'))).status).toBe(200)
})

test('over the limit a request is refused before its body is read, with every method', async () => {
  await useUp('2001:db8:1:2::1')
  const neighbour = from('2001:db8:1:2::2')
  const broken = await send('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...neighbour },
    body: '{',
  })
  expect(broken.status).toBe(429)
  const headers = { ...neighbour, 'x-graphql-yoga-csrf': '1' }
  expect((await send('/graphql?query=%7Blocales%7D', { headers })).status).toBe(429)
})

test('a large document counts as several operations, also when it is refused', async () => {
  // 312 fields of an unknown service.
  const documents = `documents { ${'title detail requiredWhen '.repeat(10)} } `
  const large = `{ service(slug: "nicht-da") { slug ${documents.repeat(10)} } }`
  for (let left: number = LIMITS.operations.max; left > 0; left -= 7)
    expect((await post(large, from('198.51.100.3'))).data).toEqual({ service: null })
  expect((await post('{ locales }', from('198.51.100.3'))).status).toBe(429)

  const refused = `{ services { ${'id '.repeat(490)} } }`
  for (let left: number = LIMITS.operations.max; left > 0; left -= 10)
    expect((await post(refused, from('198.51.100.4'))).errors![0]!.extensions!.code).toBe('QUERY_TOO_LARGE')
  expect((await post('{ locales }', from('198.51.100.4'))).status).toBe(429)
})

test('nothing is counted when the configuration turns limits off', async () => {
  for (let left: number = 1.2 * LIMITS.operations.max; left > 0; left -= QUERY_LIMITS.rootFields)
    expect((await open.post(many(QUERY_LIMITS.rootFields))).status).toBe(200)
})
