import type { Queryable } from '../../kernel/db.ts'
import { type Content, type EntryKind, storedContent } from './content.ts'
import { selectEntries } from './present-content.ts'

/** A published entry, or the last version of one that is no longer offered. */
export interface Current {
  kind: EntryKind
  id: string
  content: Content
  /** False: not offered any more. */
  offered: boolean
  position: number
}

/**
 * The entries of a kind that are or were published, in the order of their list; retired entries come last.
 * @param id only this entry; null: all
 */
export async function currentEntries(
  db: Queryable,
  kind: EntryKind,
  id: string | null = null,
): Promise<Current[]> {
  const { rows } = await db.query<Omit<Current, 'kind'>>(
    `WITH present AS (${selectEntries(kind, '$2::text IS NULL OR id = $2')}),
          retired AS (
            SELECT DISTINCT ON (entry_id) entry_id AS id, content, offered FROM entry_revision
             WHERE kind = $1 AND ($2::text IS NULL OR entry_id = $2) ORDER BY entry_id, number DESC)
     SELECT coalesce(p.id, r.id) AS id,
            CASE WHEN p.offered THEN p.content ELSE coalesce(r.content, p.content) END AS content,
            coalesce(p.offered, false) AS offered,
            coalesce(p.position, 0) AS position
       FROM present p FULL JOIN retired r USING (id)
      ORDER BY 3 DESC, 4, 1`,
    [kind, id],
  )
  return rows.map((row) => ({ kind, ...row, content: storedContent(kind, row.content) }))
}

/** The entry with that id; undefined: never published. */
export const currentEntry = async (
  db: Queryable,
  kind: EntryKind,
  id: string,
): Promise<Current | undefined> => (await currentEntries(db, kind, id))[0]

/** Languages offered, the default first. */
export async function localesOf(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ locales: string[] | null }>('SELECT locales FROM office WHERE id = 1')
  return rows[0]?.locales ?? []
}
