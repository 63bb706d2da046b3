import { cp, symlink } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { temporaryFolder } from '../support/product.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const PARTS = [
  'api',
  'web',
  'prisma',
  'package.json',
  'package-lock.json',
  'prisma.config.ts',
  'schema.graphql',
]
/** Output of builds and Vite in the source folders. */
const BUILT = ['node_modules', 'build', '.svelte-kit', '.vite'].map((name) => join('web', name))

/** A copy of the sources that a test may change, with the packages of the project. */
export async function sourceCopy(name: string): Promise<{ path: string; remove(): Promise<void> }> {
  const folder = await temporaryFolder(name)
  const filter = (file: string) =>
    !BUILT.some((built) => relative(ROOT, file) === built || relative(ROOT, file).startsWith(built + sep))
  for (const part of PARTS) await cp(join(ROOT, part), join(folder.path, part), { recursive: true, filter })
  await symlink(join(ROOT, 'node_modules'), join(folder.path, 'node_modules'))
  return folder
}
