import type { App } from '../app/app.ts'
import type { SignedInStaff } from '../identity/session.ts'
import {
  type ClosureRow,
  type OpeningRow,
  type PlanWrites,
  readPlanRows,
  type StoredWrites,
  type Write,
  writesFrom,
} from './rows.ts'
import { canUndo } from './undo.ts'

export const PART_KINDS = ['ADDED', 'ENDED', 'EXTENDED'] as const

/** One part of a change, at one desk or several. */
export interface PlanChangePart {
  kind: (typeof PART_KINDS)[number]
  /** Empty: the whole office. */
  deskIds: string[]
  /** Either `opening` or `closure` is set. */
  opening: OpeningRow | null
  closure: ClosureRow | null
}

/** A recorded change of the plan. */
export interface PlanChangeEntry {
  id: string
  at: Date
  /** Null: the account was deleted. */
  staffName: string | null
  parts: PlanChangePart[]
  slotsLost: number
  slotsGained: number
  moved: number
  cancelled: number
  flagged: number
  /** It undid another change. */
  isUndo: boolean
  /** It was undone. */
  isUndone: boolean
  /** This member of staff can undo it. */
  canUndo: boolean
}

type Row = Omit<PlanChangeEntry, 'parts' | 'canUndo'> & { writes: StoredWrites }

/** The latest changes at the desks of a member of staff, newest first. */
export async function planHistory(
  { db, availability, now }: App,
  staff: SignedInStaff,
  last: number,
): Promise<PlanChangeEntry[]> {
  const { desks } = availability.plan
  const mayPlan = (id: string) => staff.mayWorkIn(desks.get(id)?.departmentId ?? '')
  const everyDesk = [...desks.keys()]
  const { rows } = await db.pool.query<Row>(
    `SELECT c.id, c.at, s.name AS "staffName", c.writes, c.slots_lost AS "slotsLost", c.slots_gained AS "slotsGained",
            c.moved, c.cancelled, c.flagged, c.undoes IS NOT NULL AS "isUndo",
            EXISTS (SELECT FROM plan_change u WHERE u.undoes = c.id) AS "isUndone"
       FROM plan_change c LEFT JOIN staff s ON s.id = c.staff_id
      WHERE c.desk_ids && $1 ORDER BY c.number DESC LIMIT $2`,
    [everyDesk.filter(mayPlan), last],
  )
  const planRows = await readPlanRows(db.pool, now())
  return rows.map(({ writes: stored, ...entry }) => {
    const writes = writesFrom(stored)
    return {
      ...entry,
      parts: partsOf(writes),
      canUndo: canUndo({ ...entry, writes }, planRows, everyDesk, mayPlan),
    }
  })
}

/** The parts of a change; equal parts at several desks are combined. */
export function partsOf({ openings, closures }: PlanWrites): PlanChangePart[] {
  const parts = new Map<string, PlanChangePart>()
  const add = (row: OpeningRow | ClosureRow, part: Omit<PlanChangePart, 'deskIds'>) => {
    const { id: _id, deskId, ...same } = row
    const key = JSON.stringify([part.kind, same])
    const known = parts.get(key)
    if (known) known.deskIds.push(deskId!)
    else parts.set(key, { ...part, deskIds: deskId === null ? [] : [deskId] })
  }
  for (const write of openings) {
    const opening = shown(write)
    add(opening, { kind: kindOf(write, endOfOpening), opening, closure: null })
  }
  for (const write of closures) {
    const closure = shown(write)
    add(closure, { kind: kindOf(write, ({ to }) => to), opening: null, closure })
  }
  return [...parts.values()]
}

const shown = <Row>({ before, after }: Write<Row>): Row => (after ?? before)!
const endOfOpening = ({ validUntil }: OpeningRow): string => validUntil ?? '9999-12-31'

function kindOf<Row, End extends string | Date>(
  { before, after }: Write<Row>,
  end: (row: Row) => End,
): PlanChangePart['kind'] {
  if (!before) return 'ADDED'
  return after && end(after) > end(before) ? 'EXTENDED' : 'ENDED'
}
