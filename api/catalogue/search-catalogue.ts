import type { Database } from '../kernel/db.ts'
import { buildIndexInSlices, namesOf, nearest, search, type SearchIndex } from './search/index.ts'
import { defaultLocale, fallbackChain, textOf } from '../kernel/text.ts'

/** Identifies a search result: an entry of one of these tables. */
export interface EntryRef {
  table: 'service' | 'referral'
  id: string
}

export interface CatalogueHits {
  /** Best first. */
  entries: EntryRef[]
  /** No entry matched; these have words with the same beginning. */
  near: boolean
}

/** A row of the catalogue, with its texts by language. */
interface Entry extends EntryRef {
  title: unknown
  synonyms: unknown
  summary: unknown
  office: unknown
  popular?: boolean
}

interface Cached {
  /** Changes with every row. */
  version: string | null
  entries: Entry[]
  languages: Set<string>
  /** By language of the catalogue, not by requested locale: that is user input and would make the cache unbounded. */
  indexes: Map<string, Promise<SearchIndex>>
  /** Names of the town hall, by language. */
  office: unknown
}

const caches = new WeakMap<Database, Cached>()

/**
 * Searches services and referrals, ranked together. Inactive services are not searched. The indexes are cached until a row
 * is changed by any process.
 */
export async function searchCatalogue(db: Database, text: string, locale: string): Promise<CatalogueHits> {
  const index = await indexFor(db, locale)
  const hits = search(index, text)
  return hits.length > 0
    ? { entries: hits.map(({ id }) => refOf(id)), near: false }
    : { entries: nearest(index, text).map(({ id }) => refOf(id)), near: true }
}

/** Ids of the matching entries of one table, best first. */
export async function searchIds(
  db: Database,
  table: EntryRef['table'],
  text: string,
  locale: string,
): Promise<string[]> {
  const { entries, near } = await searchCatalogue(db, text, locale)
  return near ? [] : entries.flatMap((each) => (each.table === table ? [each.id] : []))
}

async function indexFor(db: Database, locale: string): Promise<SearchIndex> {
  const { entries, languages, indexes, office } = await current(db)
  const language = fallbackChain(locale).find((tag) => languages.has(tag)) ?? defaultLocale
  let index = indexes.get(language)
  if (!index) {
    const searched = entries.map(({ table, id, title, synonyms, summary, office, popular }) => ({
      id: `${table}/${id}`,
      names: namesOf(title, synonyms),
      summary: textOf(summary, language),
      office: textOf(office, language),
      popular,
    }))
    index = buildIndexInSlices(searched, language, textOf(office, language))
    indexes.set(language, index)
  }
  return index
}

function refOf(key: string): EntryRef {
  const [table, id] = key.split(/\/(.*)/s) as [EntryRef['table'], string]
  return { table, id }
}

async function current(db: Database): Promise<Cached> {
  const known = caches.get(db)
  // Read before the rows: if they change in between, the version is too old and the next search reads them again.
  const version = await versionOf(db)
  if (known?.version === version) return known

  const entries = [...(await services(db)), ...(await referrals(db))]
  const languages = new Set(
    entries.flatMap(({ title, summary }) => [title, summary].flatMap((map) => Object.keys(map ?? {}))),
  )
  const office = await db.prisma.office.findUnique({ where: { id: 1 }, select: { name: true } })
  const fresh: Cached = { version, entries, languages, indexes: new Map(), office: office?.name }
  caches.set(db, fresh)
  return fresh
}

async function services({ prisma }: Database): Promise<Entry[]> {
  const rows = await prisma.service.findMany({
    where: { active: true },
    select: {
      id: true,
      title: true,
      synonyms: true,
      summary: true,
      popular: true,
      department: { select: { name: true } },
    },
    orderBy: { position: 'asc' },
  })
  return rows.map(({ department, ...row }) => ({ table: 'service', office: department.name, ...row }))
}

async function referrals({ prisma }: Database): Promise<Entry[]> {
  const rows = await prisma.referral.findMany({ orderBy: { position: 'asc' } })
  return rows.map(({ detail, ...row }) => ({ table: 'referral', summary: detail, ...row }))
}

/** A hash of the xmin of all rows. The xmin is the transaction that wrote the row, so every write changes the hash. */
async function versionOf(db: Database): Promise<string | null> {
  const { rows } = await db.pool.query<{ version: string | null }>(
    `SELECT md5(string_agg(id || ' ' || xmin, ',' ORDER BY kind, id)) AS version FROM (
       SELECT 1 AS kind, id, xmin::text FROM service
       UNION ALL SELECT 2, id, xmin::text FROM referral
       UNION ALL SELECT 3, id, xmin::text FROM department
       UNION ALL SELECT 4, id::text, xmin::text FROM office) AS entry`,
  )
  return rows[0]?.version ?? null
}
