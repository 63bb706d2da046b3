import type { Queryable } from '../../kernel/db.ts'
import type { Catalogue } from '../format/catalogue.ts'
import { type Content, idsIn } from '../entry/content.ts'

type Houses = Pick<Catalogue, 'departments' | 'locations' | 'desks'>

/**
 * The desks in use with their hours, as far as the rules of the catalogue look at them; what each can do is taken from
 * the services given.
 */
export async function openDesks(
  db: Queryable,
  services: readonly { id: string; content: Content }[],
): Promise<Houses> {
  const rows = async <Row extends object>(sql: string) => (await db.query<Row>(sql)).rows
  const departments = await rows<{ id: string; mode: string }>('SELECT id, mode FROM department')
  const locations = await rows<{ id: string; kind: string }>('SELECT id, kind FROM location')
  const desks = await rows<Omit<Houses['desks'][number], 'serviceIds'>>(
    `SELECT id, kind, location_id AS "locationId", department_id AS "departmentId",
            buffer_minutes AS "bufferMinutes",
            (SELECT coalesce(jsonb_agg(jsonb_build_object('weekday', weekday,
                      'from', ${clock('from_minute')}, 'to', ${clock('to_minute')})), '[]')
               FROM opening WHERE desk_id = desk.id) AS "weeklyHours"
       FROM desk WHERE active`,
  )
  return {
    departments: departments as Houses['departments'],
    locations: locations as Houses['locations'],
    desks: desks.map((desk) => ({
      ...desk,
      serviceIds: services
        .filter(({ content }) => idsIn(content, 'deskIds').includes(desk.id))
        .map(({ id }) => id),
    })),
  }
}

/** Minutes after midnight as `HH:MM`; the end of the day is 24:00. */
const clock = (minute: string) =>
  `lpad((${minute} / 60)::text, 2, '0') || ':' || lpad((${minute} % 60)::text, 2, '0')`
