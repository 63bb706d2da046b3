import type pg from 'pg'
import type { Candidate } from './candidates.ts'

/** A confirmed booking without a place, and the desks that it may have, best first. */
export interface DeskWanted {
  id: string
  candidates: readonly Candidate[]
}

/**
 * Takes for each booking the first of its candidates that is free, in their order; one statement for all. Waits for a
 * concurrent transaction that is about to take the same place. The caller holds the lock of the plan.
 * @returns the desks by booking; a booking without a free candidate is missing
 */
export async function takeDesks(
  client: pg.ClientBase,
  wanted: readonly DeskWanted[],
  now: Date,
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<{ id: string; desk: string | null }>(
    `SELECT m.id, take_desk(m.id, 'BOOKING', NULL, m.candidates, NULL, $2) AS desk
       FROM jsonb_to_recordset($1) AS m(id uuid, candidates jsonb)`,
    [JSON.stringify(wanted), now],
  )
  return new Map(rows.flatMap(({ id, desk }) => (desk === null ? [] : [[id, desk] as const])))
}
