import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Config } from '../kernel/config.ts'
import { normalAddress } from './address.ts'

/** Answers that aren't pages: nothing in them may load, run or be framed, should a browser ever show one. */
const DATA_PATHS = new Set(['/graphql', '/health', '/ready'])
const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'"

/**
 * Files, and pages until SvelteKit replaces it with the policy of the page, nonces included. Says nothing about
 * scripts and connections: prerendered pages carry hashes of their own, and a worker obeys the policy of its file.
 */
const FILE_POLICY = "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"

const ALWAYS = {
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

/** For what a browser may show as a page, or run as a worker. */
const DOCUMENTS = {
  // Pages behind manage links have the token in their address and send no-referrer themselves.
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
}

/**
 * Scripts, styles and fonts with a hash in their names: some thirty on a first visit, and the headers about documents
 * would be a third of their weight.
 */
const PART_OF_A_PAGE = /^\/_app\/immutable\//

/** A year, for this host alone: what else the city runs beside it is not ours to decide. */
const HSTS = 'max-age=31536000'

/** Sets the headers that every answer carries. To be called first: whoever answers may replace one. */
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
  // Answers may name people.
  if (isData) response.setHeader('Cache-Control', 'no-store')
  if (isPart) return
  // In development, GraphiQL is a page at /graphql, with scripts of its own.
  if (production || path !== '/graphql')
    response.setHeader('Content-Security-Policy', isData ? DATA_POLICY : FILE_POLICY)
}

/**
 * Where a request comes from, for limits. Every trusted proxy appends the address that it was called from to
 * X-Forwarded-For, so the last ones are true and everything to the left of them is hearsay.
 * @param trustedProxies how many stand in front of this process; 0: only the socket counts
 * @returns normal form; empty when the socket is already gone
 */
export function clientAddressOf(request: IncomingMessage, trustedProxies: number): string {
  const socket = normalAddress(request.socket.remoteAddress ?? '') ?? ''
  if (trustedProxies === 0) return socket
  const forwarded = [request.headers['x-forwarded-for'] ?? []].flat().join(',').split(',')
  // Nearest first. A proxy that writes something else than an address (`unknown`) is itself the client.
  const trusted = forwarded.reverse().slice(0, trustedProxies).map(normalAddress)
  const doubtful = trusted.indexOf(null)
  return (doubtful === -1 ? trusted : trusted.slice(0, doubtful)).at(-1) ?? socket
}
