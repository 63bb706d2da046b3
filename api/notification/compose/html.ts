import type { Block, Content } from './content.ts'

/**
 * The message as HTML for mail programs: one column; inline styles, because many programs drop style sheets; no external
 * picture or font. No text or background colours, because the program sets them for dark mode and high contrast; only
 * the button sets both.
 * @param accent the town's colour for light backgrounds, `#rrggbb`
 */
export function toHtml(content: Content, locale: string, direction: 'ltr' | 'rtl', accent: string): string {
  return `<!doctype html>
<html lang="${escaped(locale)}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escaped(content.subject)}</title>
</head>
<body style="margin:0;padding:0">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${escaped(content.preview)}</div>
<div role="article" aria-roledescription="email" lang="${escaped(locale)}" dir="${direction}" style="${column}">
<h1 style="font-size:1.5em;line-height:1.25;margin:0 0 16px">${escaped(content.title)}</h1>
${content.blocks.map((block) => htmlOfBlock(block, accent)).join('\n')}
<hr style="border:0;border-top:1px solid #767676;margin:24px 0 12px">
<p style="font-size:0.875em;margin:0">${content.footer.map(escaped).join('<br>')}</p>
</div>
</body>
</html>
`
}

const column =
  "max-width:600px;margin:0 auto;padding:24px 16px;font-family:'Fira Sans',Arial,sans-serif;font-size:16px;line-height:1.5"

function htmlOfBlock(block: Block, accent: string): string {
  switch (block.type) {
    case 'paragraph':
      return `<p style="margin:0 0 16px">${escaped(block.text)}</p>`
    case 'heading':
      return `<h2 style="font-size:1.25em;line-height:1.3;margin:24px 0 8px">${escaped(block.text)}</h2>`
    case 'facts':
      return `<table style="border-collapse:collapse;margin:0 0 16px;font-size:inherit">
${block.rows.map(htmlOfRow).join('\n')}
</table>`
    case 'list':
      return `<ul style="margin:0 0 16px;padding-inline-start:24px">
${block.items.map(({ text, details }) => `<li style="margin:0 0 8px">${[text, ...details].map(escaped).join('<br>')}</li>`).join('\n')}
</ul>`
    case 'quote':
      return `<blockquote style="margin:0 0 16px;padding:4px 16px;border-inline-start:4px solid #767676">${block.lines.map(escaped).join('<br>')}</blockquote>`
    case 'link':
      // White on the accent for light backgrounds has a contrast of at least 4.5 : 1. The address is repeated as text for
      // programs that show no links.
      return `<p style="margin:0 0 8px"><a href="${escaped(block.url)}" style="display:inline-block;padding:12px 20px;background:${accent};color:#ffffff;border-radius:4px;font-weight:bold;text-decoration:none">${escaped(block.text)}</a></p>
<p style="margin:0 0 16px;font-size:0.875em;overflow-wrap:anywhere"><a href="${escaped(block.url)}" style="color:inherit">${escaped(block.url)}</a></p>`
  }
}

function htmlOfRow({ label, lines }: { label: string; lines: string[] }): string {
  return `<tr><th scope="row" style="text-align:start;vertical-align:top;padding:4px 16px 4px 0;font-weight:bold">${escaped(label)}</th><td style="vertical-align:top;padding:4px 0">${lines.map(escaped).join('<br>')}</td></tr>`
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Escapes text for an element or a quoted attribute. */
function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character)
}
