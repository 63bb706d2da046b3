import {
  Client,
  fetchExchange,
  type AnyVariables,
  type CombinedError,
  type OperationContext,
  type RequestPolicy,
  type TypedDocumentNode,
} from '@urql/core'
import { error } from '@sveltejs/kit'
import { browser } from '$app/env'
import { REUSABLE, reusableAnswers } from './reusable-answers.ts'

/** Headers of every request, against CSRF: the API rejects requests without a header that forms cannot send. */
export const apiHeaders = { 'x-graphql-yoga-csrf': 'terminklick' }

/*
 * Clients. A browser has one client for the lifetime of the page; a server has one for each request, which
 * hooks.server.ts provides.
 *
 * Request policies:
 * - `network-only` is the default. Pages always load the present state, so that mutations need not invalidate caches.
 * - `cache-first` only for reusable answers (see reusable-answers.ts): the catalogue that the browser's search uses.
 *   prefetch-catalogue.ts renews it by `network-only` at least once an hour.
 *
 * Each operation uses the `fetch` of its event: SvelteKit's own calls the server directly and is replayed at hydration.
 */
export const newClient = (): Client =>
  new Client({
    url: '/graphql',
    exchanges: [reusableAnswers, fetchExchange],
    preferGetMethod: false,
    requestPolicy: 'network-only',
    fetchOptions: { headers: apiHeaders },
    fetchSubscriptions: true,
  })

let clientOfRequest: (() => Client | undefined) | undefined

/** Registers how to find the client of the current request on the server. */
export function provideClients(scope: () => Client | undefined): void {
  clientOfRequest = scope
}

let clientOfPage: Client | undefined

/** The client of the page, or of the present request. */
export function currentClient(): Client {
  if (browser) return (clientOfPage ??= newClient())
  return clientOfRequest?.() ?? newClient()
}

/** Anything with the right `fetch`: a load event, a request event, or `{ fetch }`. */
export interface WithFetch {
  fetch: typeof globalThis.fetch
}

/** The API or the network is not available. */
export class Unreachable extends Error {
  override name = 'Unreachable'
}

/**
 * Queries private data; by POST, so that nothing ends up in URLs or caches. Expected outcomes are types in the result;
 * unexpected errors become an error page.
 */
export async function query<Data, Variables extends AnyVariables>(
  event: WithFetch,
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  return orErrorPage(() => run(event, document, variables, {}))
}

/** Queries public data by GET. @throws Unreachable, so that the caller can use the cached catalogue */
export async function queryPublic<Data, Variables extends AnyVariables>(
  event: WithFetch,
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  return run(event, document, variables, { preferGetMethod: 'force' })
}

/** Queries public data whose answer may be reused for the lifetime of the page. */
export async function queryReusable<Data, Variables extends AnyVariables>(
  event: WithFetch,
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  requestPolicy: RequestPolicy,
): Promise<Data> {
  return run(event, document, variables, { preferGetMethod: 'force', requestPolicy, ...REUSABLE })
}

/** Sends a mutation. The result is a union of expected outcomes. */
export async function mutate<Data, Variables extends AnyVariables>(
  { fetch }: WithFetch,
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  return orErrorPage(async () => {
    const { data, error: failure } = await currentClient()
      .mutation(document, variables, { fetch })
      .toPromise()
    return dataOf(data, failure)
  })
}

async function run<Data, Variables extends AnyVariables>(
  { fetch }: WithFetch,
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  context: Partial<OperationContext>,
): Promise<Data> {
  const { data, error: failure } = await currentClient()
    .query(document, variables, { ...context, fetch })
    .toPromise()
  return dataOf(data, failure)
}

function dataOf<Data>(data: Data | undefined, failure: CombinedError | undefined): Data {
  if (failure?.networkError) throw new Unreachable('API not reachable', { cause: failure.networkError })
  if (data == null || failure) {
    // Codes only, because this message is logged and the API's messages may contain personal input.
    const codes = failure?.graphQLErrors.map(({ extensions }) => String(extensions?.code ?? 'error'))
    throw new Error(`API: ${codes?.join(', ') || 'no data'}`)
  }
  return data
}

async function orErrorPage<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    if (cause instanceof Unreachable) error(503, { message: 'API not reachable', retry: true })
    throw cause
  }
}
