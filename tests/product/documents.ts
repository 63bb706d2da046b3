import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** A document of the project with its code blocks. */
export interface Document {
  name: string
  text: string
  /** Fenced or indented by four spaces, without the fence or the indentation, in order. */
  blocks: string[]
}

/** README.md and all documents in docs/. */
export async function documents(): Promise<Document[]> {
  const names = ['README.md', ...(await Array.fromAsync(glob('docs/**/*.md', { cwd: ROOT }))).sort()]
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(ROOT, name), 'utf8')
      return { name, text, blocks: codeBlocks(text) }
    }),
  )
}

/** The code blocks of a Markdown text. Indented lines within a list or a paragraph do not count. */
export function codeBlocks(text: string): string[] {
  const blocks: string[] = []
  let block: string[] | undefined
  let fence: string | undefined
  let isAfterBlank = true
  const close = () => {
    if (block) blocks.push(block.join('\n').trimEnd())
    block = undefined
  }
  for (const line of text.split('\n')) {
    const mark = /^\s*(```+|~~~+)/.exec(line)?.[1]
    if (fence !== undefined) {
      if (mark?.startsWith(fence)) {
        close()
        fence = undefined
      } else block!.push(line)
    } else if (mark) {
      close()
      fence = mark
      block = []
    } else if (/^ {4}/.test(line) && (block || isAfterBlank)) (block ??= []).push(line.slice(4))
    else if (line.trim() === '') block?.push('')
    else close()
    isAfterBlank = line.trim() === ''
  }
  close()
  return blocks
}

/** Whether a block is a shell command that sends a request by curl. */
export const isQuery = (block: string): boolean => /^(\w+=\$\()?curl /.test(block)

/** The npm scripts that a text mentions, `start` and `test` included. */
export const npmScripts = (text: string): string[] =>
  [...text.matchAll(/\bnpm (?:run ([\w:-]+)|(start|test)\b)/g)].map(([, run, own]) => run ?? own!)
