import type { ClientBase } from 'pg'
import type { Content, EntryKind } from './content.ts'
import type { Current } from './current-entries.ts'

export interface NewRevision {
  kind: EntryKind
  id: string
  content: Content
  /** False: the entry is no longer offered. */
  offered: boolean
  /** Member of staff; null: an import. */
  author: string | null
}

/**
 * Adds a revision to the history of an entry.
 * @param before the version until now; it becomes the first revision when the entry has no history yet
 * @returns the number of the new revision
 */
export async function writeRevision(
  client: ClientBase,
  before: Current | undefined,
  { kind, id, content, offered, author }: NewRevision,
  now: Date,
): Promise<number> {
  if (before)
    await client.query(
      `INSERT INTO entry_revision (kind, entry_id, number, content, offered, at) VALUES ($1, $2, 1, $3, $4, $5)
       ON CONFLICT DO NOTHING`,
      [kind, id, JSON.stringify(before.content), before.offered, now],
    )
  const { rows } = await client.query<{ number: number }>(
    `INSERT INTO entry_revision (kind, entry_id, number, content, offered, author, at)
     SELECT $1, $2, coalesce(max(number), 0) + 1, $3, $4, $5, $6 FROM entry_revision WHERE kind = $1 AND entry_id = $2
     RETURNING number`,
    [kind, id, JSON.stringify(content), offered, author, now],
  )
  return rows[0]!.number
}
