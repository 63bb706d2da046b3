import { describe, expect, test } from 'vitest'
import { testApp } from '../../support/app.ts'
import { today } from '../../support/clock.ts'
import { served } from './safety-fixtures.ts'

const product = await testApp()
const { origin, send, post } = await served(product)

const QUERY = '{ topics { id } }'
const MUTATION = 'mutation { signOut }'
const asGet = (query: string) => `/graphql?${new URLSearchParams({ query })}`
const CSRF = { 'x-graphql-yoga-csrf': 'terminklick' }

describe('a mutation', () => {
  test('is accepted from programs without an origin, from our own pages, and from the address of the server', async () => {
    expect(await post(MUTATION)).toMatchObject({ status: 200, data: { signOut: false } })
    for (const own of [product.app.config.publicUrl, origin])
      expect(await post(MUTATION, { origin: own })).toMatchObject({ status: 200, data: { signOut: false } })
  })

  test.each([
    'https://evil.example',
    'https://termine.example.evil.example',
    'http://termine.example',
    'null',
    'nonsense',
  ])('is refused from a page of %s', async (foreign) => {
    for (const headers of [{ origin: foreign }, { origin: foreign, ...CSRF }]) {
      const answer = await post(MUTATION, headers)
      expect(answer.status).toBe(403)
      expect(answer.errors![0]!.extensions!.code).toBe('FOREIGN_ORIGIN')
      expect(answer.data).toBeUndefined()
      expect(answer.headers.has('set-cookie')).toBe(false)
    }
  })

  test('is refused from a page of another origin when operationName selects it among queries', async () => {
    const body = JSON.stringify({
      query: `query Q ${QUERY} ${MUTATION.replace('mutation', 'mutation M')}`,
      operationName: 'M',
    })
    const headers = { 'content-type': 'application/json', origin: 'https://evil.example' }
    expect((await send('/graphql', { method: 'POST', headers, body })).status).toBe(403)
  })

  test('is never executed by GET', async () => {
    const answer = await send(asGet(MUTATION), { headers: CSRF })
    expect(answer.status).toBe(405)
    expect(answer.headers.has('set-cookie')).toBe(false)
  })

  test.each([
    ['application/x-www-form-urlencoded', new URLSearchParams({ query: MUTATION }).toString()],
    ['text/plain', JSON.stringify({ query: MUTATION })],
    ['text/plain; application/json', JSON.stringify({ query: MUTATION })],
    ['application/graphql', MUTATION],
    [undefined, JSON.stringify({ query: MUTATION })],
  ])('is refused as %s, as forms and simple requests send it', async (type, body) => {
    for (const headers of [{}, CSRF]) {
      const answer = await send('/graphql', {
        method: 'POST',
        headers: type ? { 'content-type': type, ...headers } : headers,
        // As bytes, because fetch adds a content type to text.
        body: new TextEncoder().encode(body),
      })
      expect(answer.status).toBe(415)
      expect(answer.headers.has('set-cookie')).toBe(false)
    }
  })

  test('is refused as multipart', async () => {
    const body = new FormData()
    body.set('operations', JSON.stringify({ query: MUTATION }))
    body.set('map', '{}')
    for (const headers of [{}, CSRF])
      expect((await send('/graphql', { method: 'POST', headers, body })).status).toBe(415)
  })
})

describe('a query', () => {
  test('by GET needs a header that pages of other origins cannot send', async () => {
    expect((await send(asGet(QUERY))).status).toBe(403)
    for (const headers of [CSRF, { 'apollo-require-preflight': 'true' }]) {
      const answer = await send(asGet(QUERY), { headers })
      expect(answer.status).toBe(200)
      expect(answer.data!.topics.length).toBeGreaterThan(10)
    }
  })

  test('cannot be read by pages of other origins: preflight requests get no permission', async () => {
    const response = await post(QUERY, { origin: 'https://evil.example' })
    expect(response.headers.has('access-control-allow-origin')).toBe(false)
    const leave = await send('/graphql', {
      method: 'OPTIONS',
      headers: {
        origin: 'https://evil.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    })
    expect([...leave.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([])
  })

  test('is refused in an array of operations', async () => {
    const body = JSON.stringify([{ query: QUERY }, { query: QUERY }])
    const answer = await send('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    })
    expect(answer.status).toBe(400)
    expect(answer.text).not.toContain('topics')
  })
})

describe('a subscription', () => {
  const items = '[{serviceId:"wohngeld"}]'
  const day = today()
  const SUBSCRIPTION = `subscription { slotsChanged(items: ${items}, from: "${day}", to: "${day}") { days { date } } }`

  async function firstOf(path: string, init: RequestInit) {
    const leave = new AbortController()
    const response = await fetch(origin + path, { ...init, signal: leave.signal })
    const isStream =
      response.headers.get('content-type')?.startsWith('text/event-stream') && response.status === 200
    const chunk = isStream ? new TextDecoder().decode((await response.body!.getReader().read()).value) : null
    leave.abort()
    return { status: response.status, chunk }
  }

  test('streams to our own pages, by POST and by GET', async () => {
    const accept = 'text/event-stream'
    const body = JSON.stringify({ query: SUBSCRIPTION })
    const posted = await firstOf('/graphql', {
      method: 'POST',
      headers: { accept, 'content-type': 'application/json', origin },
      body,
    })
    expect(posted).toMatchObject({ status: 200, chunk: expect.stringMatching(/^(:|event: next)/) })
    const got = await firstOf(asGet(SUBSCRIPTION), { headers: { accept, ...CSRF } })
    expect(got).toMatchObject({ status: 200, chunk: expect.stringMatching(/^(:|event: next)/) })
  })

  test('does not stream to an EventSource of another origin', async () => {
    const headers = { accept: 'text/event-stream', origin: 'https://evil.example' }
    expect(await firstOf(asGet(SUBSCRIPTION), { headers })).toMatchObject({ status: 403, chunk: null })
  })
})
