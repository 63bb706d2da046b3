import type { Nodes, PhrasingContent, RootContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { forbidden } from './text-rules.ts'

/** A piece of a line; `url` where it is a link: https, http, mailto, tel, or a path of the app such as `/impressum`. */
export interface PageSpan {
  text: string
  strong: boolean
  url: string | null
}

/** One line: of a list one point, of a paragraph what stands between two line breaks. */
export type PageLine = PageSpan[]

/** What a page is made of, from top to bottom. */
export interface PageBlock {
  kind: 'HEADING' | 'SUBHEADING' | 'PARAGRAPH' | 'LIST'
  lines: PageLine[]
}

/** A page in one language. */
export interface PageText {
  title: string
  blocks: PageBlock[]
}

/** Something that a page must not contain, and where. */
export interface PageFault {
  /** Counted from 1. */
  line: number
  reason: string
}

/**
 * Reads a page from Markdown, of which a page needs little: one `# title`, then `##` and `###`, paragraphs, `-` lists,
 * `**strong**` and links. A line break stays one: Leichte Sprache has one sentence a line. Anything else, raw HTML
 * above all, is a fault; so pages are data, and nothing in them is ever put into a document as markup.
 */
export function parsePage(markdown: string): { text: PageText | null; faults: PageFault[] } {
  const faults: PageFault[] = []
  markdown.split('\n').forEach((content, index) => {
    if (forbidden.test(content.replace(/\r$/, '')))
      faults.push({ line: index + 1, reason: 'must not contain control characters' })
  })
  const [title, ...rest] = fromMarkdown(markdown).children
  const wrong = (node: Nodes | undefined, reason: string) =>
    faults.push({ line: node?.position?.start.line ?? 1, reason })

  if (title?.type !== 'heading' || title.depth !== 1) wrong(title, 'must begin with a title: # …')
  const titleText = title?.type === 'heading' ? plain(linesOf(title.children, wrong)) : ''
  const blocks = rest.flatMap((node) => blockOf(node, wrong))
  if (rest.length === 0) wrong(title, 'has no text below its title')
  return { text: faults.length === 0 ? { title: titleText, blocks } : null, faults }
}

type Wrong = (node: Nodes, reason: string) => void

function blockOf(node: RootContent, wrong: Wrong): PageBlock[] {
  switch (node.type) {
    case 'heading':
      if (node.depth !== 2 && node.depth !== 3) wrong(node, 'has a heading that is neither ## nor ###')
      return [{ kind: node.depth === 2 ? 'HEADING' : 'SUBHEADING', lines: linesOf(node.children, wrong) }]
    case 'paragraph':
      return [{ kind: 'PARAGRAPH', lines: linesOf(node.children, wrong) }]
    case 'list':
      if (node.ordered) wrong(node, 'has a numbered list; only lists with - are shown')
      return [
        {
          kind: 'LIST',
          lines: node.children.map((item) => {
            const [only, ...more] = item.children
            if (only?.type !== 'paragraph' || more.length > 0)
              wrong(item, 'has a list within a list, or a point of several paragraphs')
            return only?.type === 'paragraph' ? linesOf(only.children, wrong).flat() : []
          }),
        },
      ]
    default:
      wrong(node, unknown(node))
      return []
  }
}

function linesOf(nodes: PhrasingContent[], wrong: Wrong): PageLine[] {
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
        if (!isSafe(node.url)) wrong(node, 'has a link that is neither https, http, mailto, tel nor a path')
        node.children.forEach((child) => add(child, strong, node.url))
        return
      default:
        wrong(node, unknown(node))
    }
  }
  nodes.forEach((node) => add(node, false, null))
  return lines
}

/** Protocols that only open a page, a letter or a call; `//host` would leave the app unseen. */
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
