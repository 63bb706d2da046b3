import type { Block, Content } from './content.ts'

/** The message as plain text with LF; MIME converts to CRLF. */
export function toPlainText(content: Content): string {
  const parts = [content.title, ...content.blocks.map(textOfBlock), ['--', ...content.footer].join('\n')]
  return `${parts.join('\n\n')}\n`
}

function textOfBlock(block: Block): string {
  switch (block.type) {
    case 'paragraph':
      return block.text
    case 'heading':
      return `${block.text}\n${'-'.repeat(block.text.length)}`
    case 'facts':
      return block.rows
        .map(({ label, lines }) => [`${label}:`, ...lines.map((line) => `  ${line}`)].join('\n'))
        .join('\n')
    case 'list':
      return block.items
        .map(({ text, details }) => [`- ${text}`, ...details.map((line) => `  ${line}`)].join('\n'))
        .join('\n')
    case 'quote':
      return block.lines.map((line) => `> ${line}`).join('\n')
    case 'link':
      return `${block.text}:\n${block.url}`
  }
}
