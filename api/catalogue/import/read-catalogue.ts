import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { z } from 'zod'
import { checkReferences, type Parsed, type ParsedCatalogue } from '../format/check-references.ts'
import { type Catalogue, entrySchemas } from '../format/catalogue.ts'
import { officeSchema } from '../format/office.ts'
import { readPages } from '../format/pages.ts'
import { CatalogueError, type CatalogueProblem } from '../format/problem.ts'
import { readText, unreadable } from '../format/text-file.ts'

/**
 * Reads and checks the catalogue in a folder (its files: see prisma/seed/merseburg/README.md).
 * @throws CatalogueError with all problems of all files
 */
export async function readCatalogue(dir: string): Promise<Catalogue> {
  const problems: CatalogueProblem[] = []
  if (!(await stat(dir).catch(() => null))?.isDirectory()) {
    throw new CatalogueError(dir, [{ file: '.', path: '', reason: 'there is no such folder' }])
  }

  const rawOffice = await readJson(dir, 'office.json', problems)
  const office = officeSchema.safeParse(rawOffice)
  if (rawOffice !== undefined) report(problems, 'office.json', '', undefined, office.error)
  const locales = office.data?.locales ?? null
  const schemas = entrySchemas(locales)

  const list = <Value>(name: string, schema: z.ZodType<Value>, options?: { mayBeEmpty: boolean }) =>
    readList(dir, name, schema, problems, options)
  const parsed: ParsedCatalogue = {
    topics: await list('topics', schemas.topic),
    departments: await list('departments', schemas.department),
    locations: await list('locations', schemas.location),
    desks: await list('desks', schemas.desk),
    services: await list('services', schemas.service),
    referrals: await list('referrals', schemas.referral, { mayBeEmpty: true }),
    sources: await list('sources', schemas.source, { mayBeEmpty: true }),
  }
  const pages = await readPages(dir, locales, problems)
  problems.push(...checkReferences(parsed, office.data))
  if (problems.length > 0 || !office.data) throw new CatalogueError(dir, problems)

  const values = <Value>(entries: Parsed<Value>[]) => entries.flatMap(({ value }) => (value ? [value] : []))
  return {
    office: office.data,
    topics: values(parsed.topics),
    departments: values(parsed.departments),
    locations: values(parsed.locations),
    desks: values(parsed.desks),
    services: values(parsed.services),
    referrals: values(parsed.referrals),
    sources: values(parsed.sources),
    pages,
  }
}

async function readList<Value>(
  dir: string,
  name: string,
  schema: z.ZodType<Value>,
  problems: CatalogueProblem[],
  { mayBeEmpty } = { mayBeEmpty: false },
): Promise<Parsed<Value>[]> {
  const file = `${name}.json`
  const raw = await readJson(dir, file, problems)
  if (raw === undefined) return []
  const problem = (path: string, reason: string) => problems.push({ file, path, reason })
  if (!isObject(raw) || !Array.isArray(raw[name])) {
    problem('', `must be an object with a list "${name}"`)
    return []
  }
  for (const key of Object.keys(raw)) if (key !== name && key !== 'asOf') problem(key, 'is not a known key')
  const entries: unknown[] = raw[name]
  if (entries.length === 0 && !mayBeEmpty) problem(name, 'must not be empty')

  return entries.map((entry, index) => {
    const path = `${name}[${index}]`
    const id = idOf(entry)
    const result = schema.safeParse(entry)
    report(problems, file, path, id, result.error)
    return { file, path, id, value: result.data }
  })
}

async function readJson(dir: string, file: string, problems: CatalogueProblem[]): Promise<unknown> {
  try {
    return JSON.parse(await readText(join(dir, file))) as unknown
  } catch (error) {
    problems.push({ file, path: '', reason: unreadable(error) })
    return undefined
  }
}

function report(
  problems: CatalogueProblem[],
  file: string,
  base: string,
  entry?: string,
  error?: z.ZodError,
) {
  for (const issue of error?.issues ?? []) {
    const path = issue.path.reduce<string>(
      (path, key) =>
        typeof key === 'number' ? `${path}[${key}]` : path ? `${path}.${String(key)}` : String(key),
      base,
    )
    problems.push({ file, path, entry, reason: issue.message })
  }
}

function idOf(entry: unknown): string | undefined {
  if (!isObject(entry)) return undefined
  const id = entry['id'] ?? entry['key']
  return typeof id === 'string' ? id : undefined
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
