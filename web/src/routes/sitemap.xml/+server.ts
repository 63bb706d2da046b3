import { query } from '#lib/graphql/client.ts'
import { locales } from '#lib/i18n/locale.ts'
import { publicAddress, taggedLocales } from '#lib/server/head-links.ts'
import type { RequestHandler } from './$types'
import { Sitemap } from './sitemap.graphql.ts'

/** An hour is short enough, because the catalogue changes a few times a year. */
const MAX_AGE_SECONDS = 3_600

/** All catalogue pages in all languages, in the format of sitemaps.org with Google's `hreflang`. */
export const GET: RequestHandler = async (event) => {
  const { topics, services, referrals } = await query(event, Sitemap, {})
  const pages = [
    '/',
    ...topics.map(({ id }) => `/anliegen/${id}`),
    ...services.map(({ slug }) => `/dienstleistung/${slug}`),
    ...referrals.map(({ id }) => `/woanders/${id}`),
  ]
  const body = pages.flatMap((page) => entriesOf(event.locals.origin, page)).join('\n')
  return new Response(
    `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${body}
</urlset>
`,
    {
      headers: {
        'content-type': 'application/xml; charset=utf-8',
        'cache-control': `public, max-age=${MAX_AGE_SECONDS}`,
      },
    },
  )
}

/** The entries of a page, one per language, each with links to the other languages. */
function entriesOf(origin: string, page: string): string[] {
  const at = (locale: (typeof locales)[number]) => escape(publicAddress(origin, locale, page))
  const alternates = taggedLocales
    .map((locale) => `<xhtml:link rel="alternate" hreflang="${locale}" href="${at(locale)}"/>`)
    .join('')
  return locales.map((locale) => `<url><loc>${at(locale)}</loc>${alternates}</url>`)
}

const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`)
