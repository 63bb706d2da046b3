import type pg from 'pg'
import { isUuid } from '../inputs/uuid.ts'
import { type Refused, refused } from '../kernel/outcome.ts'
import { Rollback } from '../kernel/transaction.ts'
import {
  desksIn,
  fits,
  inverse,
  type PlanRows,
  type PlanWrites,
  type StoredWrites,
  writesFrom,
} from './rows.ts'

/** Whether a change can be undone: it is not undone yet, its rows are unchanged, and this member of staff may plan its desks. */
export const canUndo = (
  { writes, isUndone }: { writes: PlanWrites; isUndone: boolean },
  rows: PlanRows,
  everyDesk: readonly string[],
  mayPlan: (deskId: string) => boolean,
): boolean =>
  !isUndone && fits(rows, inverse(writes)) && [...(desksIn(writes) ?? everyDesk)].every((id) => mayPlan(id))

/**
 * The writes that undo a change of the plan.
 * @throws Rollback with UNDO_IMPOSSIBLE, also when this member of staff may not undo it
 */
export async function writesOfUndo(
  client: pg.ClientBase,
  id: string,
  rows: PlanRows,
  everyDesk: readonly string[],
  mayPlan: (deskId: string) => boolean,
): Promise<PlanWrites> {
  if (!isUuid(id)) throw new Rollback<Refused>(refused('UNDO_IMPOSSIBLE'))
  const { rows: found } = await client.query<{ writes: StoredWrites; isUndone: boolean }>(
    `SELECT writes, EXISTS (SELECT FROM plan_change u WHERE u.undoes = c.id) AS "isUndone"
       FROM plan_change c WHERE id = $1`,
    [id],
  )
  const known = found[0] && { ...found[0], writes: writesFrom(found[0].writes) }
  if (!known || !canUndo(known, rows, everyDesk, mayPlan))
    throw new Rollback<Refused>(refused('UNDO_IMPOSSIBLE'))
  return inverse(known.writes)
}
