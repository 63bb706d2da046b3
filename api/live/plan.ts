import type { BookableWindow, Desk, Opening, ServiceTimes, Span, Visit } from '../availability/model.ts'
import type { DeskPlan, OfficeCalendar } from '../availability/plan.ts'
import { bookableWindow } from '../availability/slots.ts'
import type { Queryable } from '../kernel/db.ts'
import { spanCovering } from '../kernel/instant.ts'
import type { AppointmentMode } from '../generated/prisma/enums.ts'
import { canServe, shortestVisitMinutes } from '../availability/visit.ts'

/** All data that determine the starts, except occupancies; from one snapshot. */
export interface Plan {
  /** Increases with every change of the plan; the database refuses candidates with an older one. */
  revision: string
  office: OfficeCalendar & { leadMinutes: number; horizonDays: number }
  /** The active services. */
  services: ReadonlyMap<string, PlannedService>
  /** The active desks. */
  desks: ReadonlyMap<string, PlannedDesk>
}

export interface PlannedDesk extends DeskPlan {
  departmentId: string
}

export interface PlannedService extends ServiceTimes {
  mode: AppointmentMode
}

// One statement is one snapshot, so the revision belongs to exactly these rows.
const PLAN = `
  SELECT json_build_object(
    'revision', (SELECT revision::text FROM plan_revision),
    'office', (SELECT json_build_object('zone', time_zone, 'holidayRegion', holiday_region,
                        'leadMinutes', lead_minutes, 'horizonDays', horizon_days) FROM office),
    'services', (SELECT coalesce(json_agg(json_build_object('id', id, 'durationMinutes', duration_minutes,
                   'extraMinutesPerPerson', extra_minutes_per_person, 'maxPersons', max_persons, 'mode', mode)), '[]')
                   FROM service WHERE active),
    'desks', (SELECT coalesce(json_agg(json_build_object('id', d.id, 'gridMinutes', grid_minutes,
                'bufferMinutes', buffer_minutes, 'departmentId', department_id,
                'serviceIds', ARRAY(SELECT s.id FROM "_DeskToService" x JOIN service s ON s.id = x."B"
                                     WHERE x."A" = d.id AND s.active),
                'openings', (SELECT coalesce(json_agg(json_build_object('weekday', weekday, 'fromMinute', from_minute,
                               'toMinute', to_minute, 'validFrom', valid_from, 'validUntil', valid_until,
                               'reserved', reserved)), '[]')
                               FROM opening o WHERE o.desk_id = d.id))), '[]')
                FROM desk d WHERE active),
    'closures', (SELECT coalesce(json_agg(json_build_object('deskId', desk_id,
                   'from', starts_at, 'to', ends_at)), '[]')
                   FROM closure WHERE ends_at > $1::timestamptz - interval '2 days')
  ) AS plan`

interface PlanRow {
  revision: string
  office: Plan['office'] | null
  services: PlannedService[]
  desks: {
    id: string
    gridMinutes: number
    bufferMinutes: number
    departmentId: string
    serviceIds: string[]
    openings: (Opening & { reserved: boolean })[]
  }[]
  closures: { deskId: string | null; from: string; to: string }[]
}

/** Used until a catalogue is imported; without desks nothing can be booked. */
const NO_OFFICE: Plan['office'] = {
  zone: 'Europe/Berlin',
  holidayRegion: null,
  leadMinutes: 0,
  horizonDays: 0,
}

/** Reads the plan from the database, without closures that ended more than two days before `now`. */
export async function loadPlan(db: Queryable, now: Date): Promise<Plan> {
  const { rows } = await db.query<{ plan: PlanRow }>(PLAN, [now])
  const row = rows[0]!.plan
  const services = new Map(row.services.map((service) => [service.id, service]))
  const closures = row.closures.map(({ deskId, from, to }) => ({
    deskId,
    ...spanCovering(new Date(from), new Date(to)),
  }))
  const closuresOf = (deskId: string): Span[] =>
    closures.filter((closure) => closure.deskId === null || closure.deskId === deskId)
  const desks = row.desks.map(
    ({ id, gridMinutes, bufferMinutes, departmentId, serviceIds, openings }): [string, PlannedDesk] => {
      const shortestMinutes = shortestVisitMinutes(serviceIds, services, bufferMinutes)
      const desk: Desk = { id, gridMinutes, bufferMinutes, serviceIds: new Set(serviceIds), shortestMinutes }
      const { reserved = [], open = [] } = Object.groupBy(openings, (opening) =>
        opening.reserved ? 'reserved' : 'open',
      )
      return [id, { desk, departmentId, openings: open, reserved, closures: closuresOf(id) }]
    },
  )
  return { revision: row.revision, office: row.office ?? NO_OFFICE, services, desks: new Map(desks) }
}

/** The range of starts that may be booked at an instant. */
export const windowOf = ({ office }: Pick<Plan, 'office'>, now: Date): BookableWindow =>
  bookableWindow(now.getTime(), office.leadMinutes, office.horizonDays, office.zone)

/** The desks that can serve a visit. */
export const plansFor = (visit: Visit, { desks }: Pick<Plan, 'desks'>): PlannedDesk[] =>
  [...desks.values()].filter(({ desk }) => canServe(desk, visit))
