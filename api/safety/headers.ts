import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Config } from '../kernel/config.ts'
import { normalAddress } from './address.ts'

/** Paths whose responses are data: if a browser shows one, nothing in it may load, run or be framed. */
const DATA_PATHS = new Set(['/graphql', '/health', '/ready'])
const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'"

/**
 * Policy of files. SvelteKit replaces it for pages, with nonces. It does not restrict scripts and connections, because
 * prerendered pages contain a policy with hashes, and the service worker has the policy of its file.
 */
const FILE_POLICY = "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"

const ALWAYS = {
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

/** Headers of responses that a browser may show as a page or run as a worker. */
const DOCUMENTS = {
  // Pages of manage links have the token in their address; they set no-referrer themselves.
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
}

/**
 * Scripts, styles and fonts with a hash in their names. They are sent without the headers of documents: a first visit
 * loads about thirty files, and these headers would be a third of the bytes.
 */
const PART_OF_A_PAGE = /^\/_app\/immutable\//

/** One year, without subdomains, which may be other hosts of the town. */
const HSTS = 'max-age=31536000'

/** Sets the headers of every response. Call it first, so that a handler can replace a header. */
export function setSecurityHeaders(
  response: ServerResponse,
  config: Pick<Config, 'publicUrl' | 'production'>,
): void {
  const { publicUrl, production } = config
  const path = response.req.url?.split('?', 1)[0] ?? ''
  const isData = DATA_PATHS.has(path)
  const isPart = PART_OF_A_PAGE.test(path)
  const headers = isPart ? ALWAYS : { ...ALWAYS, ...DOCUMENTS }
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
  if (publicUrl.startsWith('https:')) response.setHeader('Strict-Transport-Security', HSTS)
  // The data may contain names of persons.
  if (isData) response.setHeader('Cache-Control', 'no-store')
  if (isPart) return
  // In development, /graphql serves GraphiQL, a page with scripts.
  if (production || path !== '/graphql')
    response.setHeader('Content-Security-Policy', isData ? DATA_POLICY : FILE_POLICY)
}

/**
 * The address of the client, for limits. Every trusted proxy appends the address of its caller to X-Forwarded-For, so the
 * last addresses are reliable; those to the left of them are sent by the client and may be forged.
 * @param trustedProxies number of proxies in front of this process; 0: the address of the socket is used
 * @returns normal form; empty if the socket is already closed
 */
export function clientAddressOf(request: IncomingMessage, trustedProxies: number): string {
  const socket = normalAddress(request.socket.remoteAddress ?? '') ?? ''
  if (trustedProxies === 0) return socket
  const forwarded = [request.headers['x-forwarded-for'] ?? []].flat().join(',').split(',')
  // Nearest first. If a proxy appended no address (`unknown`), the proxy itself counts as the client.
  const trusted = forwarded.reverse().slice(0, trustedProxies).map(normalAddress)
  const firstUnknown = trusted.indexOf(null)
  return (firstUnknown === -1 ? trusted : trusted.slice(0, firstUnknown)).at(-1) ?? socket
}
