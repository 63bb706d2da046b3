import type { EntryKind } from '../../generated/prisma/enums.ts'
import type { FieldChange } from '../entry/difference.ts'

/** What the commands of the editors answer beside refusals. */
export interface UpdatedEntry {
  type: 'UpdatedEntry'
  kind: EntryKind
  id: string
}

/** Somebody else was faster; nothing was changed. */
export interface EntryConflict {
  type: 'EntryConflictError'
  kind: EntryKind
  id: string
  /** From theirs to what was sent, field by field. */
  changes: FieldChange[]
}
