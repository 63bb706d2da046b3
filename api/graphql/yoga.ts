import { createYoga } from 'graphql-yoga'
import type { App } from '../app/app.ts'
import type { Context } from './core/context.ts'
import { maskUnexpected } from '../safety/unexpected.ts'
import { safetyPlugins } from '../safety/plugins.ts'
import { schema } from './schema.ts'
import { useSession } from '../identity/session.ts'

/** Data of a request from the transport. */
export interface ServerContext {
  clientAddress: string
}

interface FromTransport extends ServerContext {
  responseHeaders: Headers
}

/** Handles GraphQL requests at /graphql: by HTTP, by server-sent events, and from the pages in this process. */
export type GraphQLServer = (request: Request, from: ServerContext) => Promise<Response>

/** The GraphQL server of one process. */
export function createGraphQLServer(app: App): GraphQLServer {
  const yoga = createYoga<FromTransport, Omit<Context, keyof FromTransport | 'request'>>({
    schema,
    graphqlEndpoint: '/graphql',
    // No CORS headers: pages of other origins have no access, and integrators call from their servers.
    cors: false,
    landingPage: false,
    graphiql: !app.config.production,
    logging: false,
    maskedErrors: { maskError: maskUnexpected(app.log) },
    plugins: safetyPlugins(app),
    context: ({ request }) => {
      const now = app.now()
      let used: ReturnType<typeof useSession> | undefined
      const session = () => (used ??= useSession(app, request.headers.get('cookie'), now))
      const staff = async () => {
        const own = await session()
        return own && !own.mustEnrol ? own.staff : null
      }
      return { app, now, session, staff }
    },
  })
  return async (request, from) => {
    const responseHeaders = new Headers()
    const response = await yoga.fetch(request, { ...from, responseHeaders })
    for (const cookie of responseHeaders.getSetCookie()) response.headers.append('set-cookie', cookie)
    return response
  }
}
