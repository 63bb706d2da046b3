import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type PageBlock, parsePage } from './page-text.ts'
import type { CatalogueProblem } from './problem.ts'
import { readText, unreadable } from './text-file.ts'

/** Pages that every town must provide. The id is the address on the web and the name of the file. */
export const pageIds = [
  'barrierefreiheit',
  'datenschutz',
  'gebaerdensprache',
  'impressum',
  'leichte-sprache',
] as const
export type PageId = (typeof pageIds)[number]

/** A page with its texts by locale. */
export interface PageTexts {
  id: PageId
  title: Record<string, string>
  body: Record<string, PageBlock[]>
}

/**
 * Reads `pages/<page>.<locale>.md` of a catalogue. Each page must exist in the default language; other languages
 * fall back to it. Problems are added to `problems`, with the line as their path.
 * @param locales the languages offered, the default first; null (office.json is invalid): languages are not checked
 */
export async function readPages(
  dir: string,
  locales: readonly string[] | null,
  problems: CatalogueProblem[],
): Promise<PageTexts[]> {
  const pages = pageIds.map((id): PageTexts => ({ id, title: {}, body: {} }))
  for (const name of (await readdir(join(dir, 'pages')).catch(() => [])).sort()) {
    const file = `pages/${name}`
    const [, id, locale] = /^([a-z-]+)\.([A-Za-z0-9-]+)\.md$/.exec(name) ?? []
    const page = pages.find((page) => page.id === id)
    if (!page || !locale) {
      const known = pageIds.join(', ')
      problems.push({ file, path: '', reason: `must be called <page>.<language>.md; the pages are ${known}` })
    } else if (locales && !locales.includes(locale)) {
      problems.push({
        file,
        path: '',
        reason: `is in "${locale}", a language that office.json does not offer`,
      })
    } else {
      await readPage(dir, file, page, locale, problems)
    }
  }
  const [first] = locales ?? []
  for (const { id, title } of first ? pages : []) {
    const file = `pages/${id}.${first}.md`
    if (!(first! in title) && !problems.some((problem) => problem.file === file))
      problems.push({ file, path: '', reason: 'is missing' })
  }
  return pages
}

async function readPage(
  dir: string,
  file: string,
  page: PageTexts,
  locale: string,
  problems: CatalogueProblem[],
): Promise<void> {
  try {
    const { text, faults } = parsePage(await readText(join(dir, file)))
    problems.push(...faults.map(({ line, reason }) => ({ file, path: `line ${line}`, reason })))
    if (!text) return
    page.title[locale] = text.title
    page.body[locale] = text.blocks
  } catch (error) {
    problems.push({ file, path: '', reason: unreadable(error) })
  }
}
