import type { App } from '../../app/app.ts'
import { type Refused, refused } from '../../kernel/outcome.ts'
import { inTransaction, Rollback } from '../../kernel/transaction.ts'
import type { SignedInStaff } from '../../identity/session.ts'
import { refuseStale } from './conflict.ts'
import { merged, withFieldsOf } from '../entry/difference.ts'
import { type EntryInput, lockEntry, publishedContent } from './lock-entry.ts'
import type { EntryConflict, UpdatedEntry } from './outcome.ts'
import { writeDraft } from './save-draft.ts'

export interface AdoptInput extends EntryInput {
  /** Paths of fields that both versions changed and that keep the value of the draft. */
  keep: string[]
}

type Outcome = UpdatedEntry | EntryConflict | Refused

/** Merges the published version into a draft that is based on an older one. */
export async function adoptPublished(
  app: App,
  staff: SignedInStaff,
  input: AdoptInput,
  now: Date,
): Promise<Outcome> {
  const { kind, id } = input
  return inTransaction<Outcome>(app.db.pool, async (client) => {
    const entry = await lockEntry(client, staff, input)
    if (!entry.draft) throw new Rollback(refused('NOTHING_TO_PUBLISH'))
    refuseStale(entry, input, null)
    const { content: mine, base } = entry.draft
    const theirs = publishedContent(entry.current)
    const { content, clashes } = theirs ? merged(base ?? {}, mine, theirs) : { content: mine, clashes: [] }
    const theirFields = clashes.filter((path) => !input.keep.includes(path))
    const both = theirs ? withFieldsOf(content, theirs, theirFields) : content
    await writeDraft(client, staff, { kind, id, content: both, base: theirs }, now)
    return { type: 'UpdatedEntry', kind, id }
  })
}
