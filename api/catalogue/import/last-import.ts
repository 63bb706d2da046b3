import type { ClientBase } from 'pg'
import { removeOthers, type Tally, upsert } from '../tables/sync-rows.ts'
import { type Content, type EntryKind, type FileEntry, storedContent } from '../entry/content.ts'
import { type Current, currentEntries } from '../entry/current-entries.ts'

/** An entry as an import meets it. */
export interface Present extends Current {
  /** An editor has taken it away from citizens, not an import. */
  retiredByEditor: boolean
  /** Somebody has changed it since it was imported, or it was never. */
  hasRevisions: boolean
}

/** Entries as citizens see them, or saw them last. A topic without its services: these tell where they belong. */
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
 * What the files said at the last import. Where that was before anybody wrote it down, it is what citizens see, as long
 * as nobody has changed that.
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

/** Writes down what the files said, for the next time. */
export async function keepImport(client: ClientBase, files: readonly FileEntry[]): Promise<void> {
  const rows = files.map(({ kind, id, position, content }) => ({ kind, entry_id: id, position, content }))
  const tally: Tally = { created: 0, updated: 0, removed: 0 }
  await upsert(client, tally, 'imported_entry', ['kind', 'entry_id'], rows)
  await removeOthers(client, tally, 'imported_entry', ['kind', 'entry_id'], rows)
}

/** A stored content as an import compares it; services name their topics, so topics do without their services. */
function comparable(kind: EntryKind, content: Content): Content {
  const { serviceIds: _, ...rest } = storedContent(kind, content)
  return rest
}
