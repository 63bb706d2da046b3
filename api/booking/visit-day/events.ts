import type { Database } from '../../kernel/db.ts'

/** Something that happened to a booking. */
export interface BookingEvent {
  at: Date
  /** As the audit names it: `booking.called`. */
  action: string
  actor: 'CITIZEN' | 'STAFF' | 'SYSTEM'
  /** Of the colleague; null for others, and after the account was deleted. */
  staffName: string | null
}

/**
 * What happened to a booking, from its audit, the newest first.
 * @param last so many at most
 */
export async function eventsOf(db: Database, bookingId: string, last: number): Promise<BookingEvent[]> {
  const { rows } = await db.pool.query<BookingEvent>(
    `SELECT a.at, a.action, s.name AS "staffName",
            CASE WHEN a.actor LIKE 'staff:%' THEN 'STAFF' WHEN a.actor = 'system' THEN 'SYSTEM' ELSE 'CITIZEN' END AS actor
       FROM audit_entry a LEFT JOIN staff s ON a.actor = 'staff:' || s.id
      WHERE a.booking_id = $1 AND a.action <> 'booking.held'
      ORDER BY a.id DESC LIMIT $2`,
    [bookingId, last],
  )
  return rows
}
