import type { Queryable } from '../kernel/db.ts'

/** Who did something: `citizen`, `system`, or `staff:` and an id. */
export type Actor = 'citizen' | 'system' | `staff:${string}`

export interface AuditDetail {
  bookingId?: string
  /** What else is worth knowing later, as small as possible; never a citizen's name, address or own words. */
  detail?: Readonly<Record<string, unknown>>
}

/**
 * Writes who did what: the one way in. Within a transaction, the entry is kept exactly when what it tells is. Nobody can
 * change it afterwards, and the sealer chains it to the others within seconds.
 * @param action a noun and what happened to it, e.g. `booking.cancelled`; web/messages has words for it
 */
export async function audit(
  db: Queryable,
  actor: Actor,
  action: string,
  { bookingId, detail }: AuditDetail = {},
): Promise<void> {
  await db.query('INSERT INTO audit_entry (actor, action, booking_id, detail) VALUES ($1, $2, $3, $4)', [
    actor,
    action,
    bookingId ?? null,
    detail ? JSON.stringify(detail) : null,
  ])
}

/** The same for several bookings, in one statement; an entry each. */
export async function auditBookings(
  db: Queryable,
  actor: Actor,
  action: string,
  bookingIds: readonly string[],
): Promise<void> {
  if (bookingIds.length === 0) return
  await db.query('INSERT INTO audit_entry (actor, action, booking_id) SELECT $1, $2, unnest($3::uuid[])', [
    actor,
    action,
    bookingIds,
  ])
}
