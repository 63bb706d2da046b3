import { query } from '#lib/graphql/client.ts'
import { locale } from '#lib/i18n/i18n.ts'
import { Manifest } from '#lib/pwa/manifest.graphql.ts'
import { manifestFor } from '#lib/pwa/manifest.ts'
import type { RequestHandler } from './$types'

/** An hour: browsers check the manifest about once a day, and changes are not urgent. */
const CACHE_CONTROL = 'public, max-age=3600'

/** One manifest per language, e.g. /en/manifest.webmanifest. */
export const GET: RequestHandler = async (event) => {
  const { office } = await query(event, Manifest, { locale: locale() })
  const body = JSON.stringify(manifestFor({ ...office!, colour: office!.accent.base }))
  return new Response(body, {
    headers: { 'content-type': 'application/manifest+json', 'cache-control': CACHE_CONTROL },
  })
}
