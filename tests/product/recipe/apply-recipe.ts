import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/**
 * Applies a recipe of docs/recipes to a copy of the project: its blocks with a language and a path. A `diff` block adds its
 * lines with `+` after its other lines, which must occur once in the file; any other block is a new file.
 * @returns the changed and created files
 */
export async function applyRecipe(recipe: string, folder: string): Promise<string[]> {
  const migration = await nextMigration(folder)
  const files: string[] = []
  for (const [, language, name = '', code = ''] of recipe.matchAll(BLOCK)) {
    const path = name.replace('NNNN', migration)
    const file = join(folder, path)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, language === 'diff' ? added(await readFile(file, 'utf8'), code, path) : code)
    files.push(path)
  }
  return files
}

const BLOCK = /^```(\w+) (\S+)\n(.*?)^```$/gms

function added(text: string, diff: string, path: string): string {
  const lines = diff.split('\n').slice(0, -1)
  const known = lines.filter((line) => !line.startsWith('+')).map((line) => `${line.slice(1)}\n`)
  const parts = text.split(known.join(''))
  if (parts.length !== 2)
    throw new Error(`${path} has these lines ${parts.length - 1} times, not once:\n${known.join('')}`)
  return parts.join(lines.map((line) => `${line.slice(1)}\n`).join(''))
}

/** Number of the migration after the last one: 0017. */
async function nextMigration(folder: string): Promise<string> {
  const names = await readdir(join(folder, 'prisma/migrations'))
  const numbers = names.map((name) => Number.parseInt(name)).filter(Number.isInteger)
  return String(Math.max(...numbers) + 1).padStart(4, '0')
}
