import type { App } from '../../app/app.ts'
import { type Refused, refused } from '../../kernel/outcome.ts'
import { inTransaction, Rollback } from '../../kernel/transaction.ts'
import type { SignedInStaff } from '../../identity/session.ts'
import { refuseStale } from './conflict.ts'
import { type Content, storedContent } from '../entry/content.ts'
import { type EntryInput, lockEntry, publishedContent } from './lock-entry.ts'
import type { EntryConflict, UpdatedEntry } from './outcome.ts'
import { writeDraft } from './save-draft.ts'

export interface RestoreInput extends EntryInput {
  /** Number of the revision; null: the last version of an entry that is no longer offered. */
  number: number | null
}

type Outcome = UpdatedEntry | EntryConflict | Refused

/** Creates a draft with the content of an earlier revision. */
export async function restoreRevision(
  app: App,
  staff: SignedInStaff,
  input: RestoreInput,
  now: Date,
): Promise<Outcome> {
  const { kind, id, number } = input
  return inTransaction<Outcome>(app.db.pool, async (client) => {
    const entry = await lockEntry(client, staff, input)
    refuseStale(entry, input, null)
    const { rows } = await client.query<{ content: Content }>(
      'SELECT content FROM entry_revision WHERE kind = $1 AND entry_id = $2 AND number = $3',
      [kind, id, number],
    )
    const restored = number === null ? entry.current?.content : rows[0]?.content
    if (!restored) throw new Rollback(refused('NO_SUCH_ENTRY'))
    const content = storedContent(kind, restored)
    await writeDraft(client, staff, { kind, id, content, base: publishedContent(entry.current) }, now)
    return { type: 'UpdatedEntry', kind, id }
  })
}
