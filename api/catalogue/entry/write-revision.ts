import type { ClientBase } from 'pg'
import type { Content, EntryKind } from './content.ts'
import type { Current } from './current-entries.ts'

export interface NewRevision {
  kind: EntryKind
  id: string
  content: Content
  /** False: from now on it is not offered. */
  offered: boolean
  /** Member of staff; null: an import. */
  author: string | null
}

/**
 * Writes what citizens see of an entry from now on.
 * @param before what they saw until now: the first revision, where nobody has changed the entry before
 * @returns its number
 */
export async function writeRevision(
  client: ClientBase,
  before: Current | undefined,
  { kind, id, content, offered, author }: NewRevision,
): Promise<number> {
  if (before)
    await client.query(
      `INSERT INTO entry_revision (kind, entry_id, number, content, offered) VALUES ($1, $2, 1, $3, $4)
       ON CONFLICT DO NOTHING`,
      [kind, id, JSON.stringify(before.content), before.offered],
    )
  const { rows } = await client.query<{ number: number }>(
    `INSERT INTO entry_revision (kind, entry_id, number, content, offered, author)
     SELECT $1, $2, coalesce(max(number), 0) + 1, $3, $4, $5 FROM entry_revision WHERE kind = $1 AND entry_id = $2
     RETURNING number`,
    [kind, id, JSON.stringify(content), offered, author],
  )
  return rows[0]!.number
}
