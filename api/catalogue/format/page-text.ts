import type { Nodes, PhrasingContent, RootContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { forbidden } from './text-rules.ts'

/** A part of a line with the same format. */
export interface PageSpan {
  text: string
  strong: boolean
  /** Target of a link: https, http, mailto, tel, or a path of the app such as `/impressum`; null: no link. */
  url: string | null
}

/** An item of a list, or a line of a paragraph. */
export type PageLine = PageSpan[]

/** A block of a page, from top to bottom. */
export interface PageBlock {
  kind: 'HEADING' | 'SUBHEADING' | 'PARAGRAPH' | 'LIST'
  lines: PageLine[]
}

/** A page in one language. */
export interface PageText {
  title: string
  blocks: PageBlock[]
}

/** A part of a page that is not allowed, and its line. */
export interface PageFault {
  /** Counted from 1. */
  line: number
  reason: string
}

/**
 * Parses a page from a subset of Markdown: one `# title`, then `##` and `###`, paragraphs, `-` lists, `**strong**` and
 * links. Line breaks are kept, because Leichte Sprache has one sentence a line. Everything else, raw HTML included, is a
 * fault. So pages are data, and no text of them reaches a document as markup.
 */
export function parsePage(markdown: string): { text: PageText | null; faults: PageFault[] } {
  const faults: PageFault[] = []
  markdown.split('\n').forEach((content, index) => {
    if (forbidden.test(content.replace(/\r$/, '')))
      faults.push({ line: index + 1, reason: 'must not contain control characters' })
  })
  const [title, ...rest] = fromMarkdown(markdown).children
  const report = (node: Nodes | undefined, reason: string) =>
    faults.push({ line: node?.position?.start.line ?? 1, reason })

  if (title?.type !== 'heading' || title.depth !== 1) report(title, 'must begin with a title: # …')
  const titleText = title?.type === 'heading' ? plain(linesOf(title.children, report)) : ''
  const blocks = rest.flatMap((node) => blockOf(node, report))
  if (rest.length === 0) report(title, 'has no text below its title')
  return { text: faults.length === 0 ? { title: titleText, blocks } : null, faults }
}

type Report = (node: Nodes, reason: string) => void

function blockOf(node: RootContent, report: Report): PageBlock[] {
  switch (node.type) {
    case 'heading':
      if (node.depth !== 2 && node.depth !== 3) report(node, 'has a heading that is neither ## nor ###')
      return [{ kind: node.depth === 2 ? 'HEADING' : 'SUBHEADING', lines: linesOf(node.children, report) }]
    case 'paragraph':
      return [{ kind: 'PARAGRAPH', lines: linesOf(node.children, report) }]
    case 'list':
      if (node.ordered) report(node, 'has a numbered list; only lists with - are shown')
      return [
        {
          kind: 'LIST',
          lines: node.children.map((item) => {
            const [only, ...more] = item.children
            if (only?.type !== 'paragraph' || more.length > 0)
              report(item, 'has a list within a list, or a point of several paragraphs')
            return only?.type === 'paragraph' ? linesOf(only.children, report).flat() : []
          }),
        },
      ]
    default:
      report(node, unknown(node))
      return []
  }
}

function linesOf(nodes: PhrasingContent[], report: Report): PageLine[] {
  const lines: PageLine[] = [[]]
  const add = (node: PhrasingContent, strong: boolean, url: string | null): void => {
    switch (node.type) {
      case 'text':
        node.value.split('\n').forEach((text, index) => {
          if (index > 0) lines.push([])
          if (text !== '') lines.at(-1)!.push({ text, strong, url })
        })
        return
      case 'break':
        lines.push([])
        return
      case 'strong':
        node.children.forEach((child) => add(child, true, url))
        return
      case 'link':
        if (!isSafe(node.url)) report(node, 'has a link that is neither https, http, mailto, tel nor a path')
        node.children.forEach((child) => add(child, strong, node.url))
        return
      default:
        report(node, unknown(node))
    }
  }
  nodes.forEach((node) => add(node, false, null))
  return lines
}

/** Protocols that open a page, a mail or a call. A `//host` is not allowed: it looks like a path but is another host. */
const isSafe = (url: string): boolean =>
  /^(https?:\/\/[^\s]+|mailto:[^\s]+|tel:[+\d-]+|\/(?!\/)[^\s\\]*)$/i.test(url)

const unknown = (node: Nodes): string =>
  node.type === 'html'
    ? 'has raw HTML, which pages never show'
    : `has something that pages do not show (${node.type})`

const plain = (lines: PageLine[]): string =>
  lines
    .flat()
    .map(({ text }) => text)
    .join('')
