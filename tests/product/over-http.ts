import type { AskOptions, TestApp } from '../support/app.ts'

/**
 * A client of a running product, over HTTP.
 * @param origin called for every request, because the product may have been restarted
 */
export function overHttp(origin: () => string | Promise<string>): Pick<TestApp, 'ask' | 'fetch'> {
  async function send(query: string, variables: object = {}, { headers }: AskOptions = {}) {
    // As an IPv4 address, because `localhost` may resolve to ::1, where the product does not listen.
    const base = (await origin()).replace('//localhost:', '//127.0.0.1:')
    return fetch(`${base}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    })
  }
  return {
    fetch: send,
    async ask<T>(query: string, variables?: object, options?: AskOptions): Promise<T> {
      const answer = (await (await send(query, variables, options)).json()) as { data: T; errors?: unknown[] }
      if (answer.errors) throw new Error(JSON.stringify(answer.errors))
      return answer.data
    },
  }
}
