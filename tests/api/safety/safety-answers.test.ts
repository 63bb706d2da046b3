import pino from 'pino'
import { describe, expect, test } from 'vitest'
import { createGraphQLServer } from '../../../api/graphql/yoga.ts'
import { testApp } from '../../support/app.ts'
import { served } from './safety-fixtures.ts'

const product = await testApp()
const { send, post } = await served(product)

describe('every HTTP answer', () => {
  const headers = { 'content-type': 'application/json' }
  test.each([
    ['an answer', '/graphql', { method: 'POST', headers, body: '{"query":"{ locales }"}' }, 200],
    ['a refusal', '/graphql', { method: 'POST', headers, body: '{' }, 400],
    ['an unsupported media type', '/graphql', { method: 'POST', body: 'a=b' }, 415],
    ['an unsupported method', '/graphql', { method: 'DELETE', headers }, 405],
    ['an unknown page', '/gibt/es/nicht', {}, 404],
    ['ready', '/ready', {}, 200],
  ] as [string, string, RequestInit, number][])(
    'has the security headers: %s',
    async (_what, path, init, status) => {
      const answer = await send(path, init)
      expect(answer.status).toBe(status)
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'strict-origin-when-cross-origin',
        'permissions-policy': expect.stringContaining('camera=()'),
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'x-frame-options': 'DENY',
        'strict-transport-security': 'max-age=31536000',
        'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
      })
      if (path !== '/gibt/es/nicht') {
        expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
        expect(answer.headers.get('cache-control')).toBe('no-store')
      }
    },
  )
})

describe('an unexpected error', () => {
  test('is answered with a number and logged with this number, without personal data', async () => {
    const lines: string[] = []
    const log = pino({}, { write: (line: string) => void lines.push(line) })
    const broken = createGraphQLServer({
      ...product.app,
      log,
      db: {
        ...product.app.db,
        // PostgreSQL includes the refused values in the message of a unique violation.
        prisma: new Proxy(product.app.db.prisma, {
          get() {
            throw Object.assign(new Error('Key (email)=(erika@beispiel.example)'), { code: '23505' })
          },
        }),
      },
    })
    const request = new Request('https://termine.example/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: `{ booking(token: "${'A'.repeat(43)}") { id } }` }),
    })
    const text = await (await broken(request, { clientAddress: '192.0.2.1' })).text()
    const { errors } = JSON.parse(text)
    expect(errors[0].message).toMatch(/^Unexpected error [0-9a-f]{8}$/)
    expect(lines).toHaveLength(1)
    const line = JSON.parse(lines[0]!)
    expect(line).toMatchObject({
      msg: 'unexpected error',
      code: '23505',
      field: 'booking',
      number: errors[0].extensions.number,
    })
    expect(line.stack.length).toBeGreaterThan(0)
    for (const output of [text, lines[0]]) expect(output).not.toMatch(/erika|beispiel/i)
  })

  test('is not raised for invalid requests of a caller', async () => {
    const { errors } = await post(
      'query($from: Date!) { slots(items: [], from: $from, to: $from) { free } }',
      {},
      { from: '30. Februar' },
    )
    expect(errors![0]!.message).toContain('Date must be a day that exists')
    expect(errors![0]!.extensions).not.toHaveProperty('number')
  })
})
