import type { ClientBase } from 'pg'
import { refused } from '../../kernel/outcome.ts'
import { Rollback } from '../../kernel/transaction.ts'
import type { Queryable } from '../../kernel/db.ts'
import type { SignedInStaff } from '../../identity/session.ts'
import { lockCatalogue } from '../tables/lock-catalogue.ts'
import { type Content, type EntryKind, idIn, storedContent } from '../entry/content.ts'
import { type Current, currentEntry } from '../entry/current-entries.ts'

/** An unpublished version of an entry. */
export interface Draft {
  content: Content
  /** The published content on which the draft is based; null: none. */
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

/** An entry and the version of its draft that the caller has read. */
export interface EntryInput {
  kind: EntryKind
  id: string
  /** Version of the draft; 0: there was none. */
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
 * Locks an entry for a change. An entry of another department is treated as not found.
 * @throws Rollback with NO_SUCH_ENTRY
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
  if (!mayEdit(staff, entry)) throw new Rollback(refused('NO_SUCH_ENTRY'))
  return entry
}

/** Whether the entry exists and belongs to a department of this member of staff, or to none. */
export function mayEdit(
  staff: SignedInStaff,
  { kind, current, draft }: Pick<LockedEntry, 'kind' | 'current' | 'draft'>,
): boolean {
  const content = current?.content ?? draft?.content
  return content !== undefined && mayKeep(staff, kind, content)
}

/** Whether this member of staff may save an entry with that content. */
export function mayKeep(staff: SignedInStaff, kind: EntryKind, content: Content): boolean {
  const departmentId = kind === 'SERVICE' ? idIn(content, 'departmentId') : null
  return departmentId === null || staff.mayWorkIn(departmentId)
}

/** The published content; null: none. */
export const publishedContent = (current: Current | undefined): Content | null =>
  current?.offered ? current.content : null
