import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http'
import { getRequest, setResponse } from '@sveltejs/kit/node'
import compression from 'compression'
import type { App } from './app/app.ts'
import type { Config } from './kernel/config.ts'
import { StartFailure } from './kernel/failure.ts'
import { databaseAnswers } from './kernel/database-answers.ts'
import { clientAddressOf, setSecurityHeaders } from './safety/headers.ts'
import { MAX_BODY_BYTES } from './safety/body.ts'
import type { GraphQLServer } from './graphql/yoga.ts'

/** A request for the handler of pages, with the GraphQL server of this process, so that pages need no network call. */
export interface PageRequest extends IncomingMessage {
  graphql: (request: Request) => Promise<Response>
}

export interface Serving {
  app: App
  graphql: GraphQLServer
  /** SvelteKit's handler; absent: only the API is served. */
  pages?: RequestListener
}

export interface HttpServer {
  port: number
  /** Starts answering requests; before the call all requests except /health get 503. */
  serve(serving: Serving): void
  /** Refuses new connections, ends streams, and waits up to GRACE_MS for running requests. */
  stop(): Promise<void>
}

type Listening = Pick<Config, 'host' | 'port' | 'publicUrl' | 'production'>

/** Time for running requests when stopping. */
const GRACE_MS = 3_000

/**
 * Listens on the configured address. Called before anything else is opened, so that a port in use is detected first.
 * @throws StartFailure if listening fails
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
    serve: (parts) => (serving = parts),
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
      const operation = getRequest({ request, response, base, bodySizeLimit: MAX_BODY_BYTES })
      const result = await graphql(operation, { clientAddress })
      if (isStream(result.headers.get('content-type'))) {
        live.add(response)
        response.once('close', () => live.delete(response))
      }
      return setResponse(response, result)
    }
    if (!pages) return text(response, 404, 'not found')
    const page = Object.assign(request, {
      graphql: (operation: Request) => graphql(operation, { clientAddress }),
    })
    pages(page satisfies PageRequest, response)
  } catch (error) {
    // A browser that leaves a page closes its connections, which is not an error.
    const level = response.destroyed ? 'debug' : 'error'
    app.log[level]({ name: (error as Error).name }, 'request failed')
    if (!response.headersSent)
      text(response, (error as { status?: number }).status === 413 ? 413 : 500, 'failed')
    else response.destroy()
  }
}

function text(response: ServerResponse, status: number, body: string): void {
  response
    .writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' })
    .end(`${body}\n`)
}

const isStream = (contentType: unknown): boolean => String(contentType).startsWith('text/event-stream')

/** Streams are not compressed, because compression would delay events until a buffer is full. */
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
    // Streams do not end by themselves; their clients reconnect to the next process.
    for (const response of live) response.destroy()
    server.closeIdleConnections()
    setTimeout(() => server.closeAllConnections(), GRACE_MS).unref()
  })
}
