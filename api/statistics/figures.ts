import type { App } from '../app/app.ts'
import type { BookingChannel } from '../generated/prisma/enums.ts'

/** Grouping of the figures. */
export type Grouping = 'TOTAL' | 'DAY' | 'SERVICE' | 'DESK'

/** Figures about bookings. Small numbers are not suppressed, because callers may also read the bookings. */
export interface Figures {
  by: Grouping
  /** A day, or the id of a service or desk; empty for the total. */
  key: string
  /** All confirmed appointments, cancelled ones included. */
  booked: number
  completed: number
  noShows: number
  cancelledByCitizen: number
  cancelledByOffice: number
  /** Minutes of all visits that were not cancelled. */
  bookedMinutes: number
  /** Median of the days from booking to appointment, without walk-ins. */
  leadMedian: number | null
  /** 90th percentile of the same. */
  leadMost: number | null
  /** Median of the minutes from arrival to call, of visits with both times. */
  waitMedian: number | null
  /** 90th percentile of the same. */
  waitMost: number | null
  channels: { channel: BookingChannel; count: number }[]
}

export interface Scope {
  from: Date
  /** Exclusive. */
  to: Date
  /** Null: all. */
  departmentIds: readonly string[] | null
}

/** Counts the bookings of a time range by day, service and desk. Reads no contacts, so retention does not change figures. */
export async function figuresOf({ db, availability }: App, scope: Scope): Promise<Figures[]> {
  const { rows } = await db.pool.query<Figures>(FIGURES, [
    scope.from,
    scope.to,
    scope.departmentIds,
    availability.zone,
  ])
  return rows
}

// A visit with two services counts once in the total, and once for each service.
const FIGURES = `
  WITH visit AS (
    SELECT id, desk_id, channel, status, cancelled_by, (starts_at AT TIME ZONE $4)::date::text AS day,
           extract(epoch FROM ends_at - starts_at) / 60 AS minutes,
           CASE WHEN channel <> 'WALK_IN' THEN greatest(extract(epoch FROM starts_at - confirmed_at) / 86400, 0) END AS lead,
           CASE WHEN mode = 'ON_SITE' AND called_at > arrived_at THEN extract(epoch FROM called_at - arrived_at) / 60
                WHEN mode = 'ON_SITE' AND called_at <= arrived_at THEN 0 END AS waited
      FROM booking
     WHERE starts_at >= $1 AND starts_at < $2 AND confirmed_at IS NOT NULL
       AND ($3::text[] IS NULL OR department_id = ANY ($3))
  ), grouped AS (
    SELECT 'TOTAL' AS by, '' AS key, visit.* FROM visit
    UNION ALL SELECT 'DAY', day, visit.* FROM visit
    UNION ALL SELECT 'DESK', desk_id, visit.* FROM visit
    UNION ALL SELECT 'SERVICE', item.service_id, visit.*
      FROM visit JOIN (SELECT DISTINCT booking_id, service_id FROM booking_item) AS item ON item.booking_id = visit.id
  )
  SELECT by, key, count(*)::int AS booked,
         count(*) FILTER (WHERE status = 'COMPLETED')::int AS completed,
         count(*) FILTER (WHERE status = 'NO_SHOW')::int AS "noShows",
         count(*) FILTER (WHERE cancelled_by = 'CITIZEN')::int AS "cancelledByCitizen",
         count(*) FILTER (WHERE cancelled_by = 'OFFICE')::int AS "cancelledByOffice",
         coalesce(sum(minutes) FILTER (WHERE status <> 'CANCELLED'), 0)::float8 AS "bookedMinutes",
         percentile_cont(0.5) WITHIN GROUP (ORDER BY lead::float8) AS "leadMedian",
         percentile_cont(0.9) WITHIN GROUP (ORDER BY lead::float8) AS "leadMost",
         percentile_cont(0.5) WITHIN GROUP (ORDER BY waited::float8) AS "waitMedian",
         percentile_cont(0.9) WITHIN GROUP (ORDER BY waited::float8) AS "waitMost",
         (SELECT coalesce(json_agg(json_build_object('channel', channel, 'count', n) ORDER BY channel), '[]')
            FROM (SELECT channel, count(*) AS n FROM unnest(array_agg(grouped.channel)) AS channel GROUP BY 1) AS mix)
           AS channels
    FROM grouped GROUP BY by, key ORDER BY by, key`
