import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { parseEnv } from '../../../api/env.ts'
import { clientAddressOf, setSecurityHeaders } from '../../../api/safety/headers.ts'

const closing: (() => void)[] = []
afterEach(() => closing.splice(0).forEach((close) => close()))

/** Requests a path of a server on the loopback address that sets the security headers. */
async function answer(
  path: string,
  env: Record<string, string>,
  { headers, pageHeaders }: { headers?: Record<string, string>; pageHeaders?: Record<string, string> } = {},
) {
  const config = parseEnv(env)
  const server = createServer((request, response) => {
    setSecurityHeaders(response, config)
    response.writeHead(200, pageHeaders).end(clientAddressOf(request, config.trustedProxies))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => server.close())
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, {
    headers,
  })
  return { headers: response.headers, clientAddress: await response.text() }
}

const PUBLIC = { PUBLIC_URL: 'https://termine.example' }

test.each(['/graphql', '/graphql?query=%7Btopics%7Bid%7D%7D', '/health', '/ready'])(
  '%s has a policy that forbids everything, and is not cached',
  async (path) => {
    const { headers } = await answer(path, PUBLIC)
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'")
    expect(headers.get('cache-control')).toBe('no-store')
  },
)

test.each(['/', '/graphql', '/_app/version.json', '/sw.js', '/termin/abc'])(
  '%s has the security headers of documents',
  async (path) => {
    const { headers } = await answer(path, PUBLIC)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin')
    expect(headers.get('permissions-policy')).toContain('geolocation=()')
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000')
  },
)

test('immutable resources of a page only have the headers of resources', async () => {
  const { headers } = await answer('/_app/immutable/start.js', PUBLIC)
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
  expect(headers.get('strict-transport-security')).toBe('max-age=31536000')
  expect(headers.get('content-security-policy')).toBeNull()
})

test('the file of a worker has no policy that restricts loading', async () => {
  const { headers } = await answer('/sw.js', PUBLIC)
  expect(headers.get('content-security-policy')).not.toMatch(/default-src|script-src|connect-src|worker-src/)
})

test('a page can replace policy and referrer by its own headers', async () => {
  const pageHeaders = { 'Content-Security-Policy': "script-src 'nonce-x'", 'Referrer-Policy': 'no-referrer' }
  const { headers } = await answer('/termin/abc', PUBLIC, { pageHeaders })
  expect(headers.get('content-security-policy')).toBe("script-src 'nonce-x'")
  expect(headers.get('referrer-policy')).toBe('no-referrer')
})

test('Strict-Transport-Security is absent without TLS', async () => {
  const { headers } = await answer('/', { PUBLIC_URL: 'http://localhost:3000' })
  expect(headers.has('strict-transport-security')).toBe(false)
})

test('/graphql has no policy in development, so that GraphiQL can run its scripts', async () => {
  const { headers } = await answer('/graphql', { ...PUBLIC, NODE_ENV: 'development' })
  expect(headers.has('content-security-policy')).toBe(false)
})

test.each([
  ['without a proxy the header is ignored', '0', '203.0.113.9', '127.0.0.1'],
  ['with one proxy it is the last entry', '1', '203.0.113.9, 198.51.100.1', '198.51.100.1'],
  [
    'with two proxies it is the second last entry',
    '2',
    '203.0.113.9, 198.51.100.1, 10.0.0.1',
    '198.51.100.1',
  ],
  [
    'entries that the client has written are ignored',
    '1',
    '127.0.0.1, 10.0.0.1, 198.51.100.1',
    '198.51.100.1',
  ],
  ['with fewer entries than proxies it is the first entry', '3', '198.51.100.1', '198.51.100.1'],
  ['a proxy that hides its client counts as the client', '2', 'unknown, 10.0.0.1', '10.0.0.1'],
  ['a port is removed', '1', '[2001:DB8::7]:4711', '2001:db8::7'],
  ['an IPv4-mapped address becomes IPv4', '1', '::ffff:198.51.100.1', '198.51.100.1'],
  ['without the header it is the address of the socket', '1', undefined, '127.0.0.1'],
])('client address: %s', async (_case, proxies, forwarded, expected) => {
  const headers = forwarded === undefined ? undefined : { 'X-Forwarded-For': forwarded }
  const { clientAddress } = await answer('/', { ...PUBLIC, TRUSTED_PROXIES: proxies }, { headers })
  expect(clientAddress).toBe(expected)
})

test('a closed socket has no address', () => {
  const request = { socket: {}, headers: {} } as IncomingMessage
  expect(clientAddressOf(request, 0)).toBe('')
})
