import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http'
import { getRequest, setResponse } from '@sveltejs/kit/node'
import compression from 'compression'
import type { App } from './app.ts'
import type { Config } from './kernel/config.ts'
import { StartFailure } from './kernel/failure.ts'
import { databaseAnswers } from './product.ts'
import { clientAddressOf, setSecurityHeaders } from './safety/headers.ts'
import { MAX_BODY_BYTES } from './safety/body.ts'
import type { GraphQLServer } from './graphql/yoga.ts'

/** A request as the pages' handler gets it: with the GraphQL server of this process, so that pages need no network. */
export interface PageRequest extends IncomingMessage {
  graphql: (request: Request) => Promise<Response>
}

export interface Serving {
  app: App
  graphql: GraphQLServer
  /** SvelteKit's handler; absent where only the API is served. */
  pages?: RequestListener
}

export interface HttpServer {
  port: number
  /** Until then every request but /health is answered with 503. */
  serve(serving: Serving): void
  /** Refuses new connections, ends streams, and gives requests under way a short time to finish. */
  stop(): Promise<void>
}

type Listening = Pick<Config, 'host' | 'port' | 'publicUrl' | 'production'>

/** Time for requests under way when stopping. */
const GRACE_MS = 3_000

/**
 * Listens before anything else is opened, so that a port in use is found before anything is created.
 * @throws StartFailure when the address can't be listened on
 */
export async function listen(config: Listening): Promise<HttpServer> {
  const { host, port } = config
  let serving: Serving | undefined
  const live = new Set<ServerResponse>()
  const compress = compression({ filter: isWorthCompressing })
  const server = createServer((request, response) => {
    setSecurityHeaders(response, config)
    compress(request as never, response as never, () => void answer(request, response, serving, live))
  })
  // Slowloris: headers within 10 s, the whole request within 30 s.
  server.headersTimeout = 10_000
  server.requestTimeout = 30_000
  await started(server, host, port)
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : port,
    serve: (what) => (serving = what),
    stop: () => stopped(server, live),
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  serving: Serving | undefined,
  live: Set<ServerResponse>,
): Promise<void> {
  const path = request.url?.split('?', 1)[0]
  if (path === '/health') return text(response, 200, 'ok')
  if (!serving) return text(response.setHeader('Retry-After', '2'), 503, 'starting')
  const { app, graphql, pages } = serving
  const clientAddress = clientAddressOf(request, app.config.trustedProxies)
  try {
    if (path === '/ready') {
      const ready = await databaseAnswers(app.db)
      return text(response, ready ? 200 : 503, ready ? 'ready' : 'database does not answer')
    }
    if (path === '/graphql') {
      if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES)
        return text(response, 413, 'too large')
      const base = `http://${request.headers.host ?? 'localhost'}`
      const asked = getRequest({ request, response, base, bodySizeLimit: MAX_BODY_BYTES })
      const answered = await graphql(asked, { clientAddress })
      if (isStream(answered.headers.get('content-type'))) {
        live.add(response)
        response.once('close', () => live.delete(response))
      }
      return setResponse(response, answered)
    }
    if (!pages) return text(response, 404, 'not found')
    const page = Object.assign(request, { graphql: (asked: Request) => graphql(asked, { clientAddress }) })
    pages(page satisfies PageRequest, response)
  } catch (error) {
    // A client that leaves a page closes its connections; that is no error.
    const level = response.destroyed ? 'debug' : 'error'
    app.log[level]({ name: (error as Error).name }, 'request failed')
    if (!response.headersSent)
      text(response, (error as { status?: number }).status === 413 ? 413 : 500, 'failed')
    else response.destroy()
  }
}

function text(response: ServerResponse, status: number, words: string): void {
  response
    .writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' })
    .end(`${words}\n`)
}

const isStream = (contentType: unknown): boolean => String(contentType).startsWith('text/event-stream')

/** Streams are not compressed: events must be sent at once, not when a buffer is full. */
function isWorthCompressing(request: IncomingMessage, response: ServerResponse): boolean {
  if (isStream(response.getHeader('Content-Type'))) return false
  return compression.filter(request as never, response as never)
}

function started(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reasons: Record<string, string> = {
        EADDRINUSE: `Port ${port} is taken. Stop what uses it, or choose another with PORT.`,
        EACCES: `Port ${port} may not be used by this user. Choose one above 1023 with PORT.`,
        EADDRNOTAVAIL: `This machine has no address ${host}. Correct HOST.`,
        ENOTFOUND: `There is no host ${host}. Correct HOST.`,
      }
      reject(
        new StartFailure(reasons[error.code ?? ''] ?? `Cannot listen on ${host}:${port}: ${error.code}.`),
      )
    })
    server.listen(port, host, () => resolve())
  })
}

function stopped(server: Server, live: Set<ServerResponse>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    // Streams never end by themselves; their clients reconnect to the next process.
    for (const response of live) response.destroy()
    server.closeIdleConnections()
    setTimeout(() => server.closeAllConnections(), GRACE_MS).unref()
  })
}
