import type { AskOptions, TestApp } from '../support/app.ts'

/**
 * Says to a process what citizens and integrators say, over HTTP.
 * @param origin asked anew for every request: the process may be another one by then
 */
export function overHttp(origin: () => string | Promise<string>): Pick<TestApp, 'ask' | 'fetch'> {
  async function send(query: string, variables: object = {}, { headers }: AskOptions = {}) {
    // By number: where ::1 comes first for `localhost`, nobody listens there.
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
