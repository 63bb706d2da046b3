import type { Day } from '../availability/model.ts'
import { MAX_DESKS } from '../kernel/limits.ts'
import type { FieldProblem } from '../kernel/outcome.ts'
import type { PlanRows } from './rows.ts'

/** The state that a change is checked against. */
export interface ChangeFrame {
  rows: PlanRows
  /** Every desk in use, with its location. */
  desks: readonly { id: string; locationId: string }[]
  /** Whether this member of staff may plan a desk; the whole office needs all desks. */
  mayPlan(deskId: string): boolean
  today: Day
  now: Date
  zone: string
  newId(): string
}

/** Reports a problem with a field of the part that is checked. */
export type Problem = (field: string, code: FieldProblem['code'], limit?: number) => void

/** Checks that there are desks, not too many, and that this member of staff may plan all of them. */
export function checkDesks(
  deskIds: readonly string[],
  { desks, mayPlan }: ChangeFrame,
  problem: (code: FieldProblem['code'], limit?: number) => void,
): void {
  const known = (id: string) => desks.some((desk) => desk.id === id) && mayPlan(id)
  if (deskIds.length === 0) problem('REQUIRED')
  else if (deskIds.length > MAX_DESKS) problem('TOO_MANY_DESKS', MAX_DESKS)
  else if (!deskIds.every(known)) problem('UNKNOWN_DESK')
}
