import { queryPublic, type WithFetch } from '#lib/graphql/client.ts'
import { themeCss } from '#lib/theme/css.ts'
import { Theme } from '#lib/theme/theme.graphql.ts'

/** A changed colour is shown after this time; it changes rarely. */
const CACHE_MS = 60_000

let cached = { css: '', until: 0 }

/** The town's colour as a style sheet; while the API is unreachable the last known one, or an empty text. */
export async function themeOf(event: WithFetch): Promise<string> {
  if (Date.now() < cached.until) return cached.css
  try {
    const { office } = await queryPublic(event, Theme, {})
    cached = { css: office ? themeCss(office.accent) : '', until: Date.now() + CACHE_MS }
  } catch {
    // The last known or the default colours are used.
  }
  return cached.css
}

const SHEET = '<link rel="stylesheet" href="/theme.css" />'

/**
 * Inlines the town's colour into a page, so that the first paint needs no further request and shows the right colours.
 * A prerendered page, which belongs to no town, keeps the link to the style sheet.
 */
export function withTheme(html: string, css: string): string {
  // The nonce of this page's content security policy, as SvelteKit has set it on its own styles and scripts.
  const nonce = /<(?:style|script) nonce="([^"]+)"/.exec(html)?.[1]
  return css && nonce ? html.replace(SHEET, `<style nonce="${nonce}">${css}</style>`) : html
}
