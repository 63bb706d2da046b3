import { afterAll } from 'vitest'
import { createGraphQLServer } from '../../../api/graphql/yoga.ts'
import { listen } from '../../../api/server.ts'
import type { TestApp } from '../../support/app.ts'

export interface HttpAnswer {
  status: number
  headers: Headers
  text: string
  /** Of a GraphQL answer. */
  data?: Record<string, any> | null
  errors?: { message: string; extensions?: Record<string, any> }[]
}

export interface HttpApp {
  origin: string
  /** Sends a request as it is. */
  send(path: string, init?: RequestInit & { duplex?: 'half' }): Promise<HttpAnswer>
  /** Sends an operation as integrators do. */
  post(query: string, headers?: Record<string, string>, variables?: object): Promise<HttpAnswer>
}

/** The product's own HTTP server on a free port. Call at the top level of a test file. */
export async function served({ app }: TestApp): Promise<HttpApp> {
  const server = await listen({ ...app.config, host: '127.0.0.1', port: 0 })
  server.serve({ app, graphql: createGraphQLServer(app) })
  afterAll(() => server.stop())
  const origin = `http://127.0.0.1:${server.port}`

  async function send(path: string, init?: RequestInit): Promise<HttpAnswer> {
    const response = await fetch(origin + path, init)
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('json')
    return { status: response.status, headers: response.headers, text, ...(isJson ? JSON.parse(text) : {}) }
  }
  return {
    origin,
    send,
    post: (query, headers, variables) =>
      send('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query, variables }),
      }),
  }
}
