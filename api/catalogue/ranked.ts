import type { Database } from '../kernel/db.ts'
import { buildIndexAside, namesOf, nearest, search, type SearchIndex } from './search/index.ts'
import { defaultLocale, fallbackChain, textOf } from '../kernel/text.ts'

/** What can be found: an entry of one of these tables. */
export interface Found {
  table: 'service' | 'referral'
  id: string
}

export interface Ranked {
  /** Best first. */
  found: Found[]
  /** Nothing fits what was typed; these merely sound like it. */
  near: boolean
}

/** A row of the catalogue, with its texts by language. */
interface Entry extends Found {
  title: unknown
  synonyms: unknown
  summary: unknown
  office: unknown
  popular?: boolean
}

interface Cached {
  /** Changes whenever a row does. */
  version: string | null
  entries: Entry[]
  languages: Set<string>
  /** By language of the catalogue, so that made-up locales cannot fill the memory. */
  indexes: Map<string, Promise<SearchIndex>>
  /** Names of the town hall, by language. */
  office: unknown
}

const caches = new WeakMap<Database, Cached>()

/**
 * What fits a text that somebody typed: services and referrals in one order, as readers see them. Indexes are kept in
 * memory until a row changes, in whichever process; inactive services are not in them.
 */
export async function ranked(db: Database, text: string, locale: string): Promise<Ranked> {
  const index = await indexFor(db, locale)
  const hits = search(index, text)
  return hits.length > 0
    ? { found: hits.map(({ id }) => foundOf(id)), near: false }
    : { found: nearest(index, text).map(({ id }) => foundOf(id)), near: true }
}

/** Ids of those entries of one table that fit, best first. */
export async function rankedIds(
  db: Database,
  table: Found['table'],
  text: string,
  locale: string,
): Promise<string[]> {
  const { found, near } = await ranked(db, text, locale)
  return near ? [] : found.flatMap((each) => (each.table === table ? [each.id] : []))
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
    index = buildIndexAside(searched, language, textOf(office, language))
    indexes.set(language, index)
  }
  return index
}

function foundOf(key: string): Found {
  const [table, id] = key.split(/\/(.*)/s) as [Found['table'], string]
  return { table, id }
}

async function current(db: Database): Promise<Cached> {
  const known = caches.get(db)
  // Taken before the rows are read: should they change in between, the next search reads them again.
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

/** A row's xmin is the transaction that wrote it, so that no write of any process goes unnoticed. */
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
