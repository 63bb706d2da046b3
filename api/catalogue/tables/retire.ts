import type { ClientBase } from 'pg'
import type { Tally } from './sync-rows.ts'

/** A table with an `active` flag, whose rows other tables may reference. */
export interface Retirable {
  table: 'service' | 'desk'
  /** SQL condition: another table references the row `t`. */
  referenced: string
}

export const retirables: Retirable[] = [
  { table: 'service', referenced: 'EXISTS (SELECT FROM booking_item WHERE service_id = t.id)' },
  {
    table: 'desk',
    referenced: `EXISTS (SELECT FROM booking WHERE desk_id = t.id)
          OR EXISTS (SELECT FROM occupancy WHERE desk_id = t.id)
          OR EXISTS (SELECT FROM closure WHERE desk_id = t.id)`,
  },
]

/**
 * Removes the rows that are no longer in the catalogue: unreferenced rows are deleted, the others become inactive, because
 * bookings need their service, its documents and their desk.
 */
export async function retire(
  client: ClientBase,
  tally: Tally,
  { table, referenced }: Retirable,
  kept: string[],
) {
  // Rows that a concurrent booking has locked are skipped and become inactive: to wait for them could end in a deadlock.
  // References are checked after locking, so that no new one can appear.
  const { rows } = await client.query<{ id: string }>(
    `SELECT id FROM ${table} WHERE id <> ALL($1) FOR UPDATE SKIP LOCKED`,
    [kept],
  )
  const removed = rows.map(({ id }) => id)
  const deleted = await client.query(`DELETE FROM ${table} t WHERE id = ANY($1) AND NOT (${referenced})`, [
    removed,
  ])
  const retired = await client.query(`UPDATE ${table} SET active = false WHERE id <> ALL($1) AND active`, [
    kept,
  ])
  tally.removed += (deleted.rowCount ?? 0) + (retired.rowCount ?? 0)
}

/**
 * Renames the slugs of services if the catalogue now assigns them to another service; otherwise the unique index would
 * refuse it. Catalogues cannot contain the new slugs, because these have a colon.
 */
export async function freeSlugs(client: ClientBase, services: { id: string; slug: string }[]) {
  await client.query(
    `UPDATE service s SET slug = 'formerly:' || s.id
       FROM jsonb_to_recordset($1) AS w(id text, slug text)
      WHERE w.slug = s.slug AND w.id <> s.id`,
    [JSON.stringify(services.map(({ id, slug }) => ({ id, slug })))],
  )
}

/** Deletes the unreferenced departments, locations and topics that are no longer in the catalogue. */
export async function removeUnused(
  client: ClientBase,
  tally: Tally,
  kept: { departments: string[]; locations: string[]; topics: string[] },
) {
  const statements: [string, string[]][] = [
    [
      `DELETE FROM department t WHERE id <> ALL($1)
         AND NOT EXISTS (SELECT FROM service WHERE department_id = t.id)
         AND NOT EXISTS (SELECT FROM desk WHERE department_id = t.id)
         AND NOT EXISTS (SELECT FROM booking WHERE department_id = t.id)
         AND NOT EXISTS (SELECT FROM "_DepartmentToStaff" WHERE "A" = t.id)`,
      kept.departments,
    ],
    [
      `DELETE FROM location t WHERE id <> ALL($1) AND NOT EXISTS (SELECT FROM desk WHERE location_id = t.id)`,
      kept.locations,
    ],
    ['DELETE FROM topic WHERE id <> ALL($1)', kept.topics],
  ]
  for (const [statement, ids] of statements) {
    tally.removed += (await client.query(statement, [ids])).rowCount ?? 0
  }
}
