import type { ClientBase } from 'pg'
import { removeOthers, type Tally, upsert } from '../tables/sync-rows.ts'
import { type Content, type EntryKind, type FileEntry, storedContent } from '../entry/content.ts'
import { type Current, currentEntries } from '../entry/current-entries.ts'

/** An entry in the database before an import. */
export interface Present extends Current {
  /** Retired by an editor; false: by an import, or not retired. */
  retiredByEditor: boolean
  /** It has a history: it was changed after the first import, or created by an editor. */
  hasRevisions: boolean
}

/** The last published version of each entry. Topics have no service ids, because services reference their topics. */
export async function presentEntries(client: ClientBase, kind: EntryKind): Promise<Present[]> {
  const { rows } = await client.query<{ id: string; retired: boolean }>(
    `SELECT DISTINCT ON (entry_id) entry_id AS id, NOT offered AND author IS NOT NULL AS retired
       FROM entry_revision WHERE kind = $1 ORDER BY entry_id, number DESC`,
    [kind],
  )
  const revised = new Map(rows.map(({ id, retired }) => [id, retired]))
  return (await currentEntries(client, kind)).map((entry) => ({
    ...entry,
    content: comparable(kind, entry.content),
    retiredByEditor: !entry.offered && (revised.get(entry.id) ?? false),
    hasRevisions: revised.has(entry.id),
  }))
}

/**
 * The entries of the files at the last import. Imports of older versions did not store them; then it is the published
 * content, or the first revision if an editor has changed it.
 */
export async function lastImport(
  client: ClientBase,
  kind: EntryKind,
  present: readonly Present[],
): Promise<Map<string, FileEntry>> {
  const { rows } = await client.query<Omit<FileEntry, 'kind'>>(
    'SELECT entry_id AS id, position, content FROM imported_entry WHERE kind = $1',
    [kind],
  )
  const { rows: firsts } = await client.query<{ id: string; content: Content }>(
    `SELECT entry_id AS id, content FROM entry_revision WHERE kind = $1 AND number = 1 AND author IS NULL`,
    [kind],
  )
  const untouched = present.filter(({ offered, hasRevisions }) => offered && !hasRevisions)
  const known: FileEntry[] = [
    ...untouched.map(({ id, position, content }) => ({ kind, id, position, content })),
    ...firsts.map(({ id, content }) => ({
      ...{ kind, id, content: comparable(kind, content) },
      position: present.find((entry) => entry.id === id)?.position ?? 0,
    })),
    ...rows.map((row) => ({ kind, ...row, content: comparable(kind, row.content) })),
  ]
  return new Map(known.map((entry) => [entry.id, entry]))
}

/** Stores the entries of the files for the next import. */
export async function keepImport(client: ClientBase, files: readonly FileEntry[]): Promise<void> {
  const rows = files.map(({ kind, id, position, content }) => ({ kind, entry_id: id, position, content }))
  const tally: Tally = { created: 0, updated: 0, removed: 0 }
  await upsert(client, tally, 'imported_entry', ['kind', 'entry_id'], rows)
  await removeOthers(client, tally, 'imported_entry', ['kind', 'entry_id'], rows)
}

/** A stored content as an import compares it: without the service ids of topics. */
function comparable(kind: EntryKind, content: Content): Content {
  const { serviceIds: _, ...rest } = storedContent(kind, content)
  return rest
}
