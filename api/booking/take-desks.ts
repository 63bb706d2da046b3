import type pg from 'pg'
import type { Candidate } from './candidates.ts'

/** A confirmed booking without a desk, and its candidates, best first. */
export interface DeskRequest {
  id: string
  candidates: readonly Candidate[]
}

/**
 * Takes the first free candidate for each booking, in the given order and in one statement. Waits for a concurrent
 * transaction that is taking the same place. The caller holds the lock of the plan.
 * @returns the desks by booking id; without the bookings that have no free candidate
 */
export async function takeDesks(
  client: pg.ClientBase,
  requests: readonly DeskRequest[],
  now: Date,
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<{ id: string; desk: string | null }>(
    `SELECT m.id, take_desk(m.id, 'BOOKING', NULL, m.candidates, NULL, $2) AS desk
       FROM jsonb_to_recordset($1) AS m(id uuid, candidates jsonb)`,
    [JSON.stringify(requests), now],
  )
  return new Map(rows.flatMap(({ id, desk }) => (desk === null ? [] : [[id, desk] as const])))
}
