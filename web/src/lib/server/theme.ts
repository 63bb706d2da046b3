import { queryPublic, type WithFetch } from '#lib/graphql/client.ts'
import { themeCss } from '#lib/theme/css.ts'
import { Theme } from '#lib/theme/theme.graphql.ts'

/** A new colour may take so long to be seen; it changes once in years. */
const KEPT_MS = 60_000

let known = { css: '', until: 0 }

/** The town's colour as a style sheet; what was known last while the API is away, empty when nothing ever was. */
export async function themeOf(event: WithFetch): Promise<string> {
  if (Date.now() < known.until) return known.css
  try {
    const { office } = await queryPublic(event, Theme, {})
    known = { css: office ? themeCss(office.accent) : '', until: Date.now() + KEPT_MS }
  } catch {
    // The app's own colours, or those of before, do as well.
  }
  return known.css
}

const SHEET = '<link rel="stylesheet" href="/theme.css" />'

/**
 * Puts the town's colour into a page itself, so that nothing is painted in others and no request stands before the
 * first paint. A page that is made beforehand, for no town, goes on naming the sheet.
 */
export function withTheme(html: string, css: string): string {
  // The one that this page's policy allows: Kit marks its own styles and scripts with it.
  const nonce = /<(?:style|script) nonce="([^"]+)"/.exec(html)?.[1]
  return css && nonce ? html.replace(SHEET, `<style nonce="${nonce}">${css}</style>`) : html
}
