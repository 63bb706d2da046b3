import {
  Client,
  fetchExchange,
  type AnyVariables,
  type CombinedError,
  type TypedDocumentNode,
} from '@urql/core'
import { error } from '@sveltejs/kit'

/** Headers of every request: the API refuses those that a foreign page's form could send. */
export const apiHeaders = { 'x-graphql-yoga-csrf': 'terminklick' }

/**
 * A client over the `fetch` of a load or an action (which answers inside the server and is replayed at
 * hydration), or the browser's own. Caching is the service worker's work, so the client keeps nothing.
 */
export function clientFor(fetch: typeof globalThis.fetch): Client {
  return new Client({
    url: '/graphql',
    fetch,
    exchanges: [fetchExchange],
    preferGetMethod: false,
    requestPolicy: 'network-only',
    fetchOptions: { headers: apiHeaders },
    fetchSubscriptions: true,
  })
}

/** Anything with the right `fetch`: a load event, a request event, or `{ fetch }`. */
export interface Fetching {
  fetch: typeof globalThis.fetch
}

/** The API could not be reached, or the network is gone. */
export class Unreachable extends Error {
  override name = 'Unreachable'
}

/**
 * Asks for something that only its reader may see (by POST, so that nothing ends up in addresses or caches).
 * Expected outcomes are types in the result; surprises become an error page.
 */
export async function ask<Data, Variables extends AnyVariables>(
  event: Fetching,
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  return orErrorPage(() => run(event, document, variables, false))
}

/** Asks for public, cacheable things by GET. Throws `Unreachable` so that the caller can look into the cache. */
export async function askPublic<Data, Variables extends AnyVariables>(
  event: Fetching,
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  return run(event, document, variables, 'force')
}

/** Changes something. The result is a union of expected outcomes. */
export async function change<Data, Variables extends AnyVariables>(
  event: Fetching,
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  return orErrorPage(async () => {
    const { data, error: failure } = await clientFor(event.fetch).mutation(document, variables).toPromise()
    return dataOf(data, failure)
  })
}

async function run<Data, Variables extends AnyVariables>(
  event: Fetching,
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  preferGetMethod: false | 'force',
): Promise<Data> {
  const { data, error: failure } = await clientFor(event.fetch)
    .query(document, variables, { preferGetMethod })
    .toPromise()
  return dataOf(data, failure)
}

function dataOf<Data>(data: Data | undefined, failure: CombinedError | undefined): Data {
  if (failure?.networkError) throw new Unreachable('API not reachable', { cause: failure.networkError })
  if (data == null || failure) {
    // Codes only: a message may repeat what somebody typed, and this one ends up in the log.
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
