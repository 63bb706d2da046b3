import type { Queryable } from '../kernel/db.ts'

/** Actor of an entry: `citizen`, `system`, or `staff:` and an id. */
export type Actor = 'citizen' | 'system' | `staff:${string}`

export interface AuditDetail {
  bookingId?: string
  /** Further facts, as few as possible; no personal data of citizens. */
  detail?: Readonly<Record<string, unknown>>
}

/**
 * Writes an entry. Called in the transaction of the change, so that entry and change are committed together. The role of
 * the product cannot change it afterwards; the sealer adds it to the hash chain within seconds.
 * @param action a noun and a participle, e.g. `booking.cancelled`; web/messages has a text for each
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

/** Writes one entry for each of several bookings, in one statement. */
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
