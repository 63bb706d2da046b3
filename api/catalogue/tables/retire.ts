import type { ClientBase } from 'pg'
import type { Tally } from './sync-rows.ts'

/** A table with an `active` flag, and what may still need its rows. */
export interface Retirable {
  table: 'service' | 'desk'
  /** SQL that is true for a row `t` that is needed although it is no longer offered. */
  needed: string
}

export const retirables: Retirable[] = [
  { table: 'service', needed: 'EXISTS (SELECT FROM booking_item WHERE service_id = t.id)' },
  {
    table: 'desk',
    needed: `EXISTS (SELECT FROM booking WHERE desk_id = t.id)
          OR EXISTS (SELECT FROM occupancy WHERE desk_id = t.id)
          OR EXISTS (SELECT FROM closure WHERE desk_id = t.id)`,
  },
]

/**
 * Takes out what the catalogue no longer has: deleted where nothing refers to it, else kept as inactive, so
 * that bookings still find their service with its documents, and their desk.
 */
export async function retire(client: ClientBase, tally: Tally, { table, needed }: Retirable, kept: string[]) {
  // A row that a booking in flight is about to refer to is locked by it and skipped: waiting for it could
  // end in a deadlock, and being inactive is as good. The look for references comes after the lock.
  const { rows } = await client.query<{ id: string }>(
    `SELECT id FROM ${table} WHERE id <> ALL($1) FOR UPDATE SKIP LOCKED`,
    [kept],
  )
  const vanished = rows.map(({ id }) => id)
  const deleted = await client.query(`DELETE FROM ${table} t WHERE id = ANY($1) AND NOT (${needed})`, [
    vanished,
  ])
  const retired = await client.query(`UPDATE ${table} SET active = false WHERE id <> ALL($1) AND active`, [
    kept,
  ])
  tally.removed += (deleted.rowCount ?? 0) + (retired.rowCount ?? 0)
}

/**
 * Frees slugs that the catalogue now gives to another service: of a service that vanished or changed its own.
 * A colon is in no slug, so that nothing else collides.
 */
export async function freeSlugs(client: ClientBase, services: { id: string; slug: string }[]) {
  await client.query(
    `UPDATE service s SET slug = 'formerly:' || s.id
       FROM jsonb_to_recordset($1) AS w(id text, slug text)
      WHERE w.slug = s.slug AND w.id <> s.id`,
    [JSON.stringify(services.map(({ id, slug }) => ({ id, slug })))],
  )
}

/** Deletes departments, locations and topics that the catalogue no longer has and nothing refers to. */
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
