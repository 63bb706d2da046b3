import { Rollback } from '../../kernel/transaction.ts'
import type { Content } from '../entry/content.ts'
import { changesBetween, isSame } from '../entry/difference.ts'
import { type EntryInput, type LockedEntry, publishedContent } from './lock-entry.ts'
import type { EntryConflict } from './outcome.ts'

/**
 * Refuses a change that is based on an older version of the draft.
 * @param mine the content that was sent
 * @throws Rollback with an EntryConflict
 */
export function refuseStale(entry: LockedEntry, { version }: EntryInput, mine: Content | null): void {
  if ((entry.draft?.version ?? 0) === version) return
  throw new Rollback(conflict(entry, entry.draft?.content ?? publishedContent(entry.current), mine))
}

/** Refuses to overwrite a version that is newer than the base of the draft. @throws Rollback with an EntryConflict */
export function refuseOvertaken(entry: LockedEntry): void {
  const published = publishedContent(entry.current)
  if (!entry.draft || isSame(entry.draft.base, published)) return
  throw new Rollback(conflict(entry, published, entry.draft.content))
}

const conflict = (
  { kind, id }: LockedEntry,
  theirs: Content | null,
  mine: Content | null,
): EntryConflict => ({
  type: 'EntryConflictError',
  kind,
  id,
  changes: changesBetween(theirs, mine ?? theirs),
})
