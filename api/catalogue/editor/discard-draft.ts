import type { App } from '../../app/app.ts'
import { audit } from '../../audit/audit.ts'
import type { Refused } from '../../kernel/outcome.ts'
import { inTransaction } from '../../kernel/transaction.ts'
import type { SignedInStaff } from '../../identity/session.ts'
import { refuseStale } from './conflict.ts'
import { type EntryInput, lockEntry } from './lock-entry.ts'
import type { EntryConflict, UpdatedEntry } from './outcome.ts'
import { dropDraft } from './save-draft.ts'

type Outcome = UpdatedEntry | EntryConflict | Refused

/** Deletes a draft; an entry that was never published is deleted with it. */
export async function discardDraft(app: App, staff: SignedInStaff, input: EntryInput): Promise<Outcome> {
  const { kind, id } = input
  return inTransaction<Outcome>(app.db.pool, async (client) => {
    const entry = await lockEntry(client, staff, input)
    refuseStale(entry, input, null)
    if (entry.draft) {
      await dropDraft(client, kind, id)
      await audit(client, `staff:${staff.id}`, 'catalogue.draft-discarded', { detail: { kind, id } })
    }
    return { type: 'UpdatedEntry', kind, id }
  })
}
