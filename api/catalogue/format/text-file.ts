import { readFile } from 'node:fs/promises'

/** Reads a UTF-8 file. Throws for other encodings, which would be imported with broken umlauts. */
export async function readText(path: string): Promise<string> {
  return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path))
}

/** The reason why a file could not be read, for a message. */
export function unreadable(error: unknown): string {
  if (error instanceof SyntaxError) return `is not JSON: ${error.message}`
  if (error instanceof TypeError) return 'is not UTF-8'
  const code = (error as NodeJS.ErrnoException).code
  return code === 'ENOENT' ? 'is missing' : `cannot be read (${code ?? 'unknown reason'})`
}
