import type { Database } from '../../kernel/db.ts'
import { type Content, type EntryKind, storedContent } from '../entry/content.ts'
import { changesBetween, type FieldChange } from '../entry/difference.ts'

/** A published version of an entry, with its differences from the version before. */
export interface Revision {
  number: number
  at: Date
  /** Name of the member of staff; null: an import, or a deleted account. */
  author: string | null
  offered: boolean
  changes: FieldChange[]
}

const MAX_REVISIONS = 100

/** The latest 100 revisions of an entry, newest first. The oldest revision of the entry has no changes. */
export async function revisionsOf({ pool }: Database, kind: EntryKind, id: string): Promise<Revision[]> {
  const { rows } = await pool.query<Omit<Revision, 'changes'> & { content: Content; before: Content | null }>(
    `SELECT number, at, name AS author, offered, content,
            lag(content) OVER (ORDER BY number) AS before
       FROM entry_revision r LEFT JOIN staff s ON s.id = r.author
      WHERE kind = $1 AND entry_id = $2 ORDER BY number DESC LIMIT ${MAX_REVISIONS}`,
    [kind, id],
  )
  return rows.map(({ content, before, ...revision }) => ({
    ...revision,
    changes: before ? changesBetween(storedContent(kind, before), storedContent(kind, content)) : [],
  }))
}
