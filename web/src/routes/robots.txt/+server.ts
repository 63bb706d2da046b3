import { locales, pathIn } from '#lib/i18n/locale.ts'
import { publicOriginOr } from '#lib/server/origin.ts'
import type { RequestHandler } from './$types'

/** Allows search engines the catalogue and the times; disallows pages with personal data. */
export const GET: RequestHandler = ({ locals }) => {
  const inEach = (rule: string, path: string) => locales.map((locale) => `${rule}: ${pathIn(locale, path)}`)
  const lines = [
    'User-agent: *',
    ...inEach('Allow', '/termin/zeit'),
    ...inEach('Disallow', '/termin/'),
    'Disallow: /personal',
    'Disallow: /graphql',
    '',
    `Sitemap: ${publicOriginOr(locals.origin)}/sitemap.xml`,
    '',
  ]
  return new Response(lines.join('\n'), {
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'public, max-age=3600' },
  })
}
