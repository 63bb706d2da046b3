import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { cp, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { pseudoMessages } from './pseudo.ts'

/** Its files are named by this tag, its paths begin with this word. */
const TAG = 'ar-xb'
export const ARABIC_PREFIX = '/ar'

const LANGUAGE = {
  prefix: ARABIC_PREFIX,
  short: 'عربي',
  long: 'عربي',
  lang: 'ar',
  dir: 'rtl',
  // As an office in Germany writes it: Arabic words, and the digits that stand on its doors.
  intl: 'ar-u-nu-latn',
  clock: '{time}',
  dayOfMonth: '{day}',
}

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const COPY = join(ROOT, 'tests', '.results', 'arabic')
const STAMP = join(COPY, 'made-from')

/** Beside the sources, but made from them, or not needed. */
const NOT_COPIED = new Set(['node_modules', '.svelte-kit', 'build', 'paraglide', 'screens'])

/**
 * A product that speaks one language more, beside the one that people use and with nothing added to that: its sources
 * with a row of languages.json and a file of messages, which is all that a language takes. Its pages are built only
 * when their sources have changed.
 * @returns its folder
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

/** The packages of the project, but the API that the pages share something with is the copy. */
async function linkPackages(): Promise<void> {
  await symlink(join(ROOT, 'node_modules'), join(COPY, 'node_modules'))
  // npm puts a package beside its workspace where two need different versions.
  for (const workspace of ['api', 'web']) {
    const packages = join(workspace, 'node_modules')
    await mkdir(join(COPY, packages), { recursive: true })
    const names = await readdir(join(ROOT, packages)).catch(() => [])
    // Others are Kit's and Vite's own, made where they build.
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
