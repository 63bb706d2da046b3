import type { ClientBase } from 'pg'
import { refused } from '../../kernel/outcome.ts'
import { Undo } from '../../kernel/transaction.ts'
import type { Queryable } from '../../kernel/db.ts'
import type { SignedInStaff } from '../../identity/session.ts'
import { lockCatalogue } from '../content/lock.ts'
import { type Content, type EntryKind, idIn, storedContent } from '../entry/content.ts'
import { type Current, currentEntry } from '../entry/current-entries.ts'

/** An entry as its editors want it. */
export interface Draft {
  content: Content
  /** What citizens saw when it was begun; null: nothing. */
  base: Content | null
  version: number
  changedAt: Date
  changedBy: string | null
}

export interface LockedEntry {
  kind: EntryKind
  id: string
  /** Undefined: never published. */
  current: Current | undefined
  draft: Draft | null
}

/** Which entry, as the caller saw its draft. */
export interface EntryInput {
  kind: EntryKind
  id: string
  /** Of the draft; 0: there was none. */
  version: number
}

export async function draftOf(db: Queryable, kind: EntryKind, id: string): Promise<Draft | null> {
  const { rows } = await db.query<Draft>(
    `SELECT content, base, version, changed_at AS "changedAt", changed_by AS "changedBy"
       FROM entry_draft WHERE kind = $1 AND entry_id = $2`,
    [kind, id],
  )
  return rows[0] ? storedDraft(kind, rows[0]) : null
}

/** A draft with the fields that were added since it was saved. */
export const storedDraft = <Stored extends Draft>(kind: EntryKind, draft: Stored): Stored => ({
  ...draft,
  content: storedContent(kind, draft.content),
  base: draft.base && storedContent(kind, draft.base),
})

/**
 * Locks an entry for a change. What another department has looks as if it were not there.
 * @throws Undo with NO_SUCH_ENTRY
 */
export async function lockEntry(
  client: ClientBase,
  staff: SignedInStaff,
  { kind, id }: Pick<EntryInput, 'kind' | 'id'>,
): Promise<LockedEntry> {
  await lockCatalogue(client)
  const entry = {
    kind,
    id,
    current: await currentEntry(client, kind, id),
    draft: await draftOf(client, kind, id),
  }
  if (!mayEdit(staff, entry)) throw new Undo(refused('NO_SUCH_ENTRY'))
  return entry
}

/** Whether there is something, and it belongs to a department of theirs, or to none. */
export function mayEdit(
  staff: SignedInStaff,
  { kind, current, draft }: Pick<LockedEntry, 'kind' | 'current' | 'draft'>,
): boolean {
  const content = current?.content ?? draft?.content
  return content !== undefined && mayKeep(staff, kind, content)
}

/** Whether an entry with that content is theirs to keep. */
export function mayKeep(staff: SignedInStaff, kind: EntryKind, content: Content): boolean {
  const departmentId = kind === 'SERVICE' ? idIn(content, 'departmentId') : null
  return departmentId === null || staff.mayWorkIn(departmentId)
}

/** What citizens see of it now; null: nothing. */
export const publishedContent = (current: Current | undefined): Content | null =>
  current?.offered ? current.content : null
