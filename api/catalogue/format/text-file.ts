import { readFile } from 'node:fs/promises'

/** Fatal: a file saved in another encoding would otherwise be imported with broken umlauts. */
export async function readText(path: string): Promise<string> {
  return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path))
}

/** Why a file could not be read, for people. */
export function unreadable(error: unknown): string {
  if (error instanceof SyntaxError) return `is not JSON: ${error.message}`
  if (error instanceof TypeError) return 'is not UTF-8'
  const code = (error as NodeJS.ErrnoException).code
  return code === 'ENOENT' ? 'is missing' : `cannot be read (${code ?? 'unknown reason'})`
}
