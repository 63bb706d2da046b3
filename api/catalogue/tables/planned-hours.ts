import type { ClientBase } from 'pg'

/** Ids of the desks whose weekly hours were changed by a planner; the hours in the files are outdated then. */
export async function desksWithPlannedHours(client: ClientBase): Promise<Set<string>> {
  const { rows } = await client.query<{ desk: string }>(
    `SELECT DISTINCT coalesce(write->'after'->>'deskId', write->'before'->>'deskId') AS desk
       FROM plan_change, jsonb_array_elements(writes->'openings') AS write`,
  )
  return new Set(rows.map(({ desk }) => desk))
}
