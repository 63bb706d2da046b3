import type { ClientBase } from 'pg'
import type { App } from '../../app/app.ts'
import { invalid, type InvalidInput, type Refused } from '../../kernel/outcome.ts'
import { inTransaction, Rollback } from '../../kernel/transaction.ts'
import type { SignedInStaff } from '../../identity/session.ts'
import { refuseStale } from './conflict.ts'
import { type Content, type EntryKind, tidyContent } from '../entry/content.ts'
import { changesBetween, isSame } from '../entry/difference.ts'
import { type EntryInput, lockEntry, mayKeep, publishedContent } from './lock-entry.ts'
import type { EntryConflict, UpdatedEntry } from './outcome.ts'

export interface SaveDraftInput extends EntryInput {
  content: Content
}

type Outcome = UpdatedEntry | EntryConflict | InvalidInput | Refused

/**
 * Saves the draft of an entry. It may be invalid: only publishing checks it. A draft that equals the published version is
 * deleted.
 */
export async function saveDraft(
  app: App,
  staff: SignedInStaff,
  input: SaveDraftInput,
  now: Date,
): Promise<Outcome> {
  const { kind, id } = input
  const content = tidyContent(kind, input.content)
  return inTransaction<Outcome>(app.db.pool, async (client) => {
    const entry = await lockEntry(client, staff, input)
    if (!mayKeep(staff, kind, content))
      throw new Rollback(invalid([{ field: 'departmentId', code: 'OTHER_DEPARTMENT' }]))
    refuseStale(entry, input, content)
    const published = publishedContent(entry.current)
    if (published && changesBetween(published, content).length === 0) await dropDraft(client, kind, id)
    else if (!isSame(content, entry.draft?.content)) {
      const base = entry.draft ? entry.draft.base : published
      await writeDraft(client, staff, { kind, id, content, base }, now)
    }
    return { type: 'UpdatedEntry', kind, id }
  })
}

interface NewDraft {
  kind: EntryKind
  id: string
  content: Content
  base: Content | null
}

export async function writeDraft(
  client: ClientBase,
  staff: SignedInStaff,
  { kind, id, content, base }: NewDraft,
  now: Date,
): Promise<void> {
  await client.query(
    `INSERT INTO entry_draft (kind, entry_id, content, base, changed_by, changed_at)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (kind, entry_id) DO UPDATE
       SET content = excluded.content, base = excluded.base, version = entry_draft.version + 1,
           changed_at = excluded.changed_at, changed_by = excluded.changed_by`,
    [kind, id, JSON.stringify(content), base && JSON.stringify(base), staff.id, now],
  )
}

export const dropDraft = (client: ClientBase, kind: EntryKind, id: string) =>
  client.query('DELETE FROM entry_draft WHERE kind = $1 AND entry_id = $2', [kind, id])
