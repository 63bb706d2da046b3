import type { Database } from '../../kernel/db.ts'

/** An event of a booking's history. */
export interface BookingEvent {
  at: Date
  /** The action in the audit, `booking.called`. */
  action: string
  actor: 'CITIZEN' | 'STAFF' | 'SYSTEM'
  /** Name of the member of staff; null for other actors, and after the account was deleted. */
  staffName: string | null
}

/**
 * The history of a booking from the audit, newest first.
 * @param last maximum number of events
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
