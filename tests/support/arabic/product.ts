import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { cp, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { pseudoMessages } from './pseudo.ts'

/** Name of the language's files, and prefix of its paths. */
const TAG = 'ar-xb'
export const ARABIC_PREFIX = '/ar'

const LANGUAGE = {
  prefix: ARABIC_PREFIX,
  short: 'عربي',
  long: 'عربي',
  lang: 'ar',
  dir: 'rtl',
  // As offices in Germany write it: Arabic words with European digits.
  intl: 'ar-u-nu-latn',
  clock: '{time}',
  dayOfMonth: '{day}',
}

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const COPY = join(ROOT, 'tests', '.results', 'arabic')
const STAMP = join(COPY, 'made-from')

/** Generated or unnecessary folders beside the sources. */
const NOT_COPIED = new Set(['node_modules', '.svelte-kit', 'build', 'paraglide', 'screens'])

/**
 * A copy of the product with an additional right-to-left language: the sources with one more entry in languages.json and
 * one more message file, which is all that a language needs. Its pages are built only when their sources have changed.
 * @returns the folder of the copy
 */
export async function arabicProduct(): Promise<string> {
  const sources = hashOf(
    'api/catalogue/{fields,search}/*',
    'api/inputs/*',
    'api/kernel/{text,limits,money}.ts',
    'api/availability/limits.ts',
    'api/kernel/languages.{json,ts}',
    'package-lock.json',
    'schema.graphql',
    'tests/support/arabic/*.ts',
    'web/*.{ts,json}',
    'web/{messages,project.inlang,src,static}/**/*',
  )
  const made = await readFile(STAMP, 'utf8').catch(() => null)
  if (made !== sources) await rm(COPY, { recursive: true, force: true })
  for (const part of ['api', 'prisma', 'package.json']) await copy(part)
  await addLanguage()
  if (made !== sources) {
    await linkPackages()
    await copy('web')
    await addMessages()
    await buildPages()
    await writeFile(STAMP, sources)
  }
  return COPY
}

const copy = (part: string) =>
  cp(join(ROOT, part), join(COPY, part), {
    recursive: true,
    filter: (path) => !NOT_COPIED.has(basename(path)),
  })

/** Links the project's packages; the API package is that of the copy, because the pages import from it. */
async function linkPackages(): Promise<void> {
  await symlink(join(ROOT, 'node_modules'), join(COPY, 'node_modules'))
  // npm installs a package inside a workspace if another one needs a different version.
  for (const workspace of ['api', 'web']) {
    const packages = join(workspace, 'node_modules')
    await mkdir(join(COPY, packages), { recursive: true })
    const names = await readdir(join(ROOT, packages)).catch(() => [])
    // Other folders are caches of SvelteKit and Vite, which they create themselves.
    for (const name of names.filter((each) => /^[@a-z]/.test(each)))
      await symlink(join(ROOT, packages, name), join(COPY, packages, name))
  }
  await mkdir(join(COPY, 'web/node_modules/@terminklick'), { recursive: true })
  await symlink(join(COPY, 'api'), join(COPY, 'web/node_modules/@terminklick/api'))
}

const json = async (path: string) => JSON.parse(await readFile(join(ROOT, path), 'utf8'))
const write = (path: string, content: unknown) => writeFile(join(COPY, path), JSON.stringify(content))

async function addLanguage(): Promise<void> {
  const table = 'api/kernel/languages.json'
  await write(table, { ...(await json(table)), [TAG]: LANGUAGE })
}

async function addMessages(): Promise<void> {
  const settings = 'web/project.inlang/settings.json'
  const { locales, ...rest } = await json(settings)
  await write(settings, { ...rest, locales: [...locales, TAG] })
  await write(`web/messages/${TAG}.json`, pseudoMessages(await json('web/messages/de.json')))
}

async function buildPages(): Promise<void> {
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin', 'vite.js')
  const env = { ...process.env, NODE_ENV: 'production' }
  await promisify(execFile)(process.execPath, [vite, 'build'], { cwd: join(COPY, 'web'), env })
}

function hashOf(...patterns: string[]): string {
  const hash = createHash('sha256')
  for (const entry of globSync(patterns, {
    cwd: ROOT,
    withFileTypes: true,
    exclude: ({ name }) => NOT_COPIED.has(name),
  })
    .filter((each) => each.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort())
    hash.update(`${entry}\0`).update(readFileSync(entry))
  return hash.digest('hex')
}
