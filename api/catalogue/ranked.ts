import type { Database } from '../db.ts'
import { buildIndex, search, type SearchEntry, type SearchIndex } from './search.ts'
import { defaultLocale, fallbackChain } from './text.ts'

type Table = 'service' | 'referral'

interface Cached {
  /** Changes whenever a row of the table does. */
  version: string | null
  entries: SearchEntry[]
  languages: Set<string>
  /** By language of the catalogue, so that made-up locales cannot fill the memory. */
  indexes: Map<string, SearchIndex>
}

const caches = new WeakMap<Database, Map<Table, Cached>>()

/**
 * Ids of the services or referrals that fit what somebody typed, best first. Indexes are kept in memory until a
 * row changes, in whichever process; inactive services are not in them.
 */
export async function ranked(db: Database, table: Table, text: string, locale: string): Promise<string[]> {
  const cached = await current(db, table)
  const language = fallbackChain(locale).find((tag) => cached.languages.has(tag)) ?? defaultLocale
  let index = cached.indexes.get(language)
  if (!index) {
    index = buildIndex(cached.entries, language)
    cached.indexes.set(language, index)
  }
  return search(index, text).map(({ id }) => id)
}

async function current(db: Database, table: Table): Promise<Cached> {
  const ofDatabase = caches.get(db) ?? new Map<Table, Cached>()
  caches.set(db, ofDatabase)
  const known = ofDatabase.get(table)
  // Taken before the rows are read: should they change in between, the next search reads them again.
  const version = await versionOf(db, table)
  if (known?.version === version) return known

  const entries = await load[table](db)
  const languages = new Set(entries.flatMap(({ title }) => Object.keys(title as object)))
  const fresh: Cached = { version, entries, languages, indexes: new Map() }
  ofDatabase.set(table, fresh)
  return fresh
}

const load: Record<Table, (db: Database) => Promise<SearchEntry[]>> = {
  service: ({ prisma }) =>
    prisma.service.findMany({
      where: { active: true },
      select: { id: true, title: true, synonyms: true, summary: true, popular: true },
      orderBy: { position: 'asc' },
    }),
  referral: async ({ prisma }) => {
    const referrals = await prisma.referral.findMany({ orderBy: { position: 'asc' } })
    return referrals.map(({ id, title, synonyms, detail }) => ({ id, title, synonyms, summary: detail }))
  },
}

/** A row's xmin is the transaction that wrote it, so that no write of any process goes unnoticed. */
async function versionOf(db: Database, table: Table): Promise<string | null> {
  const { rows } = await db.pool.query<{ version: string | null }>(
    `SELECT md5(string_agg(id || ' ' || xmin, ',' ORDER BY id)) AS version FROM ${table}`,
  )
  return rows[0]?.version ?? null
}
