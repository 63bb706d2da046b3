import type { AppointmentMode } from '../../generated/prisma/enums.ts'
import type { Queryable } from '../../kernel/db.ts'
import type { Catalogue } from '../format/catalogue.ts'
import { type Content, idsIn } from '../entry/content.ts'

type DesksOfOffice = Pick<Catalogue, 'departments' | 'locations' | 'desks'>
/** The columns that the rules of the catalogue need. */
type DeskRow = Pick<
  DesksOfOffice['desks'][number],
  'id' | 'kind' | 'locationId' | 'departmentId' | 'bufferMinutes' | 'weeklyHours'
>

/**
 * The active desks with departments, locations and hours, as the rules of the catalogue need them.
 * @param services determine the services of each desk
 */
export async function openDesks(
  db: Queryable,
  services: readonly { id: string; content: Content }[],
): Promise<DesksOfOffice> {
  const { rows: departments } = await db.query<{ id: string; mode: AppointmentMode }>(
    'SELECT id, mode FROM department',
  )
  const { rows: locations } = await db.query<{ id: string; kind: AppointmentMode }>(
    'SELECT id, kind FROM location',
  )
  const { rows: desks } = await db.query<DeskRow>(
    `SELECT id, kind, location_id AS "locationId", department_id AS "departmentId",
            buffer_minutes AS "bufferMinutes",
            (SELECT coalesce(jsonb_agg(jsonb_build_object('weekday', weekday,
                      'from', ${clock('from_minute')}, 'to', ${clock('to_minute')})), '[]')
               FROM opening WHERE desk_id = desk.id) AS "weeklyHours"
       FROM desk WHERE active`,
  )
  return {
    departments: departments as DesksOfOffice['departments'],
    locations: locations as DesksOfOffice['locations'],
    desks: desks.map((desk) => ({
      ...desk,
      serviceIds: services
        .filter(({ content }) => idsIn(content, 'deskIds').includes(desk.id))
        .map(({ id }) => id),
    })) as DesksOfOffice['desks'],
  }
}

/** Minutes after midnight as `HH:MM`; the end of the day is 24:00. */
const clock = (minute: string) =>
  `lpad((${minute} / 60)::text, 2, '0') || ':' || lpad((${minute} % 60)::text, 2, '0')`
