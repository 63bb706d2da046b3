import { themeOf } from '#lib/server/theme.ts'
import type { RequestHandler } from './$types'

/**
 * The town's colour as a style sheet, for prerendered pages. Without a town, or while the API is unreachable, the app's
 * default colours are used.
 */
export const GET: RequestHandler = async (event) => {
  const css = await themeOf(event)
  return new Response(css, {
    status: css ? 200 : 503,
    headers: {
      'content-type': 'text/css; charset=utf-8',
      'cache-control': css ? 'public, max-age=300, stale-while-revalidate=86400' : 'no-store',
    },
  })
}
