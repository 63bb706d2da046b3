import { isDeepStrictEqual } from 'node:util'
import type { Opening } from '../availability/model.ts'
import type { Queryable } from '../kernel/db.ts'
import type { ClosureKind } from '../generated/prisma/enums.ts'

/** Weekly hours of a desk, as stored. */
export interface OpeningRow extends Opening {
  id: string
  deskId: string
  /** Only the office books these hours. */
  reserved: boolean
}

/** A time in which a desk is closed, as stored. */
export interface ClosureRow {
  id: string
  /** The same for all desks that were closed together. */
  groupId: string
  /** Null: the whole office. */
  deskId: string | null
  from: Date
  to: Date
  kind: ClosureKind
  reason: string
}

/** The rows of the plan that staff can change. */
export interface PlanRows {
  openings: OpeningRow[]
  closures: ClosureRow[]
}

/** A row before and after a change; null: the row does not exist. At most one of them is null. */
export interface Write<Row> {
  before: Row | null
  after: Row | null
}

/** All rows that a change writes. Exchanging `before` and `after` gives the writes that undo it. */
export interface PlanWrites {
  openings: Write<OpeningRow>[]
  closures: Write<ClosureRow>[]
}

/** A closure in JSON. Changes from before decision 12 have milliseconds instead of texts. */
type StoredClosure = Omit<ClosureRow, 'from' | 'to'> & Record<'from' | 'to', string | number>

/** The format of the column `plan_change.writes`. */
export interface StoredWrites extends Pick<PlanWrites, 'openings'> {
  closures: Write<StoredClosure>[]
}

/** Reads the writes of a change from its JSON. */
export const writesFrom = ({ openings, closures }: StoredWrites): PlanWrites => ({
  openings,
  closures: closures.map(({ before, after }) => ({
    before: before && closureFrom(before),
    after: after && closureFrom(after),
  })),
})

const closureFrom = ({ from, to, ...closure }: StoredClosure): ClosureRow => ({
  ...closure,
  from: new Date(from),
  to: new Date(to),
})

/** The writes that undo a change. */
export const inverse = ({ openings, closures }: PlanWrites): PlanWrites => ({
  openings: openings.map(({ before, after }) => ({ before: after, after: before })),
  closures: closures.map(({ before, after }) => ({ before: after, after: before })),
})

/** The plan after the writes. */
export const written = (rows: PlanRows, writes: PlanWrites): PlanRows => ({
  openings: writtenTo(rows.openings, writes.openings),
  closures: writtenTo(rows.closures, writes.closures),
})

function writtenTo<Row extends { id: string }>(rows: readonly Row[], writes: readonly Write<Row>[]): Row[] {
  const touched = new Set(writes.map((write) => idOf(write)))
  const after = writes.flatMap((write) => write.after ?? [])
  return [...rows.filter(({ id }) => !touched.has(id)), ...after]
}

/** Whether the writes can be applied: every row equals its `before`. */
export function fits(rows: PlanRows, writes: PlanWrites): boolean {
  const all = <Row extends { id: string }>(known: readonly Row[], ones: readonly Write<Row>[]) =>
    ones.every((write) => isDeepStrictEqual(known.find(({ id }) => id === idOf(write)) ?? null, write.before))
  return all(rows.openings, writes.openings) && all(rows.closures, writes.closures)
}

/** Ids of the desks whose plan the writes change; null: all of them. */
export function desksIn({ openings, closures }: PlanWrites): Set<string> | null {
  const both = [...openings, ...closures].flatMap(({ before, after }) => [before, after])
  const ids = both.flatMap((row) => (row ? [row.deskId] : []))
  return ids.includes(null) ? null : new Set(ids as string[])
}

const idOf = ({ before, after }: Write<{ id: string }>): string => (before ?? after)!.id

/** All openings, and closures that ended less than two days ago or have not ended, in the order of ids. */
export async function readPlanRows(db: Queryable, now: Date): Promise<PlanRows> {
  const { rows } = await db.query<{
    rows: Pick<PlanRows, 'openings'> & { closures: StoredClosure[] }
  }>(ROWS, [now])
  const { openings, closures } = rows[0]!.rows
  return { openings, closures: closures.map(closureFrom) }
}

const ROWS = `
  SELECT json_build_object(
    'openings', (SELECT coalesce(json_agg(json_build_object('id', id, 'deskId', desk_id, 'weekday', weekday,
                   'fromMinute', from_minute, 'toMinute', to_minute, 'validFrom', valid_from,
                   'validUntil', valid_until, 'reserved', reserved) ORDER BY id), '[]') FROM opening),
    'closures', (SELECT coalesce(json_agg(json_build_object('id', id, 'groupId', group_id, 'deskId', desk_id,
                   'from', starts_at, 'to', ends_at, 'kind', kind, 'reason', reason) ORDER BY id), '[]')
                   FROM closure WHERE ends_at > $1::timestamptz - interval '2 days')
  ) AS rows`

/** Writes the plan within a transaction; triggers increase the plan revision and write the change feed. */
export async function writePlan(client: Queryable, { openings, closures }: PlanWrites): Promise<void> {
  for (const [table, writes, columns] of [
    ['opening', openings, OPENING],
    ['closure', closures, CLOSURE],
  ] as const) {
    const removed = writes.flatMap(({ before, after }) => (before && !after ? [before.id] : []))
    const kept = writes.flatMap(({ after }) => after ?? [])
    if (removed.length > 0) await client.query(`DELETE FROM ${table} WHERE id = ANY($1)`, [removed])
    if (kept.length === 0) continue
    const names = columns.map(([column]) => column)
    await client.query(
      `INSERT INTO ${table} (${names.join()})
       SELECT ${columns.map(([, key]) => `"${key}"`).join()}
         FROM jsonb_to_recordset($1) AS row(${columns.map(([, key, type]) => `"${key}" ${type}`).join()})
       ON CONFLICT (id) DO UPDATE SET ${names.map((name) => `${name} = excluded.${name}`).join()}`,
      [JSON.stringify(kept)],
    )
  }
}

/** Column, key of the row, type. */
const OPENING = [
  ['id', 'id', 'uuid'],
  ['desk_id', 'deskId', 'text'],
  ['weekday', 'weekday', 'int'],
  ['from_minute', 'fromMinute', 'int'],
  ['to_minute', 'toMinute', 'int'],
  ['valid_from', 'validFrom', 'date'],
  ['valid_until', 'validUntil', 'date'],
  ['reserved', 'reserved', 'boolean'],
] as const
const CLOSURE = [
  ['id', 'id', 'uuid'],
  ['group_id', 'groupId', 'uuid'],
  ['desk_id', 'deskId', 'text'],
  ['starts_at', 'from', 'timestamptz'],
  ['ends_at', 'to', 'timestamptz'],
  ['kind', 'kind', '"ClosureKind"'],
  ['reason', 'reason', 'text'],
] as const
