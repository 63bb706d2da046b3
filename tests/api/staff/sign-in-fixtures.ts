import type { testApp } from '../../support/app.ts'

type At = Awaited<ReturnType<typeof testApp>>
export type Headers = Record<string, string>

/** Address of the pages of the tests. */
export const ORIGIN = 'https://termine.example'

export const OUTCOME = '__typename ... on Error { code message(locale: "en") }'

/** Runs an operation. @returns its outcome and the cookies of the answer */
export async function run(at: At, query: string, variables: object, headers: Headers = {}) {
  const response = await at.fetch(query, variables, { headers })
  // The type depends on the query; tests only compare it.
  const { data, errors } = (await response.json()) as { data: Record<string, any>; errors?: unknown }
  if (errors) throw new Error(JSON.stringify(errors))
  const set = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]!)
  const cookie = set.filter((one) => !one.endsWith('=')).join('; ')
  return { outcome: Object.values(data)[0], headers: { cookie } }
}

/** E-mail address of who is signed in; null: nobody. */
export const viewerOf = async (at: At, headers: Headers): Promise<string | null> =>
  (await at.ask('{ viewer { email } }', {}, { headers })).viewer?.email ?? null

/** The latest entries of the audit, in their order. */
export async function lastActions({ app }: At, most: number) {
  const { rows } = await app.db.pool.query<{ action: string; detail: object }>(
    'SELECT action, detail FROM audit_entry ORDER BY id DESC LIMIT $1',
    [most],
  )
  return rows.reverse()
}
