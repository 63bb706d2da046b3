import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The project's own catalogue. */
export const merseburg = new URL('../../../prisma/seed/merseburg', import.meta.url).pathname

type Json = any

/** Copies Merseburg's catalogue to a temporary folder. */
export async function copyOfMerseburg(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'catalogue-'))
  await cp(merseburg, dir, { recursive: true })
  return dir
}

/** Changes one file of a catalogue. @param change modifies the parsed content */
export async function edit(dir: string, file: string, change: (content: Json) => void): Promise<void> {
  const content = JSON.parse(await readFile(join(dir, file), 'utf8')) as Json
  change(content)
  await writeFile(join(dir, file), JSON.stringify(content))
}
