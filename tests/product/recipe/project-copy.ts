import { execFile } from 'node:child_process'
import { cp, mkdir, readdir, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))

/** Generated from the sources, or not needed to type-check and test the API. */
const NOT_COPIED = new Set([
  'node_modules',
  '.results',
  '.svelte-kit',
  'build',
  'generated',
  'paraglide',
  'screens',
])
const COPIED = [
  'api',
  'prisma',
  'web',
  'package.json',
  'prisma.config.ts',
  'tsconfig.json',
  'vitest.config.ts',
]

/** A copy of the project's sources, with the packages of the original. */
export async function projectCopy(name: string): Promise<string> {
  const folder = join(ROOT, 'tests', '.results', name)
  await rm(folder, { recursive: true, force: true })
  // The copy is in tests/, so the folders of tests/ are copied one by one.
  const tests = (await readdir(join(ROOT, 'tests'))).map((name) => join('tests', name))
  for (const part of [...COPIED, ...tests].filter((path) => !NOT_COPIED.has(basename(path))))
    await cp(join(ROOT, part), join(folder, part), {
      recursive: true,
      filter: (path) => !NOT_COPIED.has(basename(path)),
    })
  await linkPackages('node_modules', folder)
  await linkPackages('api/node_modules', folder)
  await mkdir(join(folder, 'node_modules/@terminklick'))
  await symlink(join(folder, 'api'), join(folder, 'node_modules/@terminklick/api'))
  return folder
}

/** Links packages one by one, because the workspace package must be that of the copy. */
async function linkPackages(packages: string, folder: string): Promise<void> {
  await mkdir(join(folder, packages), { recursive: true })
  const names = await readdir(join(ROOT, packages)).catch(() => [])
  for (const each of names.filter((name) => /^[@a-z]/.test(name) && name !== '@terminklick'))
    await symlink(join(ROOT, packages, each), join(folder, packages, each))
}

/**
 * Runs an installed program, or a file of the copy, in the copy.
 * @throws Error with its output if it fails
 */
export async function runIn(folder: string, program: string, ...args: string[]): Promise<string> {
  // Without the variables of the Vitest that runs this test.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST')))
  // Generating needs no engine; with any program as engine Prisma does not download one.
  env['PRISMA_SCHEMA_ENGINE_BINARY'] = process.execPath
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [program, ...args], { cwd: folder, env })
    return stdout
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    throw new Error(`${basename(program)} ${args.join(' ')} failed:\n${stdout}${stderr}`, { cause: error })
  }
}

/** The JavaScript file behind a command of a package: `program('prisma', 'build/index.js')`. */
export const program = (name: string, file: string): string =>
  join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), file)
