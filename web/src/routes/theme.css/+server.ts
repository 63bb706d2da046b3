import { askPublic } from '#lib/graphql/client.ts'
import { themeCss } from '#lib/theme/css.ts'
import type { RequestHandler } from './$types'
import { Theme } from './theme.graphql.ts'

/**
 * The town's colour as a style sheet, which every page names: so it is there before anything is painted, and the
 * policy that forbids inline styles stays whole. Without a town, or while the API is away, the app's own colours stay.
 */
export const GET: RequestHandler = async (event) => {
  const accent = await askPublic(event, Theme, {}).then(
    ({ office }) => office?.accent,
    () => undefined,
  )
  return new Response(accent ? themeCss(accent) : '', {
    status: accent ? 200 : 503,
    headers: {
      'content-type': 'text/css; charset=utf-8',
      'cache-control': accent ? 'public, max-age=300, stale-while-revalidate=86400' : 'no-store',
    },
  })
}
