import type { EntryKind } from '../../generated/prisma/enums.ts'
import type { FieldChange } from '../entry/difference.ts'

/** Successful result of an editor's command. */
export interface UpdatedEntry {
  type: 'UpdatedEntry'
  kind: EntryKind
  id: string
}

/** Another editor changed the entry in the meantime; nothing was changed. */
export interface EntryConflict {
  type: 'EntryConflictError'
  kind: EntryKind
  id: string
  /** Differences between the stored content (before) and the submitted content (after). */
  changes: FieldChange[]
}
