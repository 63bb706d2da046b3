import type { App } from '../app/app.ts'
import { daySpan } from '../availability/calendar.ts'
import { instantOf } from '../kernel/instant.ts'

export interface AuditFilter {
  /** `citizen`, `system`, `staff` for all members of staff, or `staff:` and an id. */
  actor?: string | null
  action?: string | null
  /** Reference or id of a booking. */
  booking?: string | null
  /** First local day. */
  from?: string | null
  /** Last local day, inclusive. */
  to?: string | null
}

export interface AuditEntry {
  id: string
  at: Date
  actor: string
  /** Null for citizens, the system and deleted accounts. */
  staffName: string | null
  action: string
  bookingId: string | null
  reference: string | null
  detail: string | null
  /** Position in the hash chain; null until the entry is sealed. */
  position: string | null
}

export interface AuditPage {
  entries: AuditEntry[]
  hasMore: boolean
}

/**
 * A page of entries, newest first.
 * @param first size of the page
 * @param after id of an entry: the page starts with the next older one
 */
export async function auditEntries(
  { db, availability }: App,
  { first, after, filter }: { first: number; after?: string | null; filter?: AuditFilter | null },
): Promise<AuditPage> {
  const { actor, action, booking, from, to } = filter ?? {}
  const { zone } = availability
  const { rows } = await db.pool.query<AuditEntry>(READ, [
    after ?? null,
    actor || null,
    action?.replaceAll('_', '-') || null,
    booking?.trim() || null,
    from ? instantOf(daySpan(from, zone).from) : null,
    to ? instantOf(daySpan(to, zone).to) : null,
    first + 1,
  ])
  return { entries: rows.slice(0, first), hasMore: rows.length > first }
}

// Actions had underscores before migration 0014, e.g. `staff.signed_in`. Old entries cannot be changed, so both forms
// are read.
const READ = `
  SELECT e.id::text AS id, e.at, e.actor, s.name AS "staffName", translate(e.action, '_', '-') AS action,
         e.booking_id AS "bookingId", b.reference, e.detail::text AS detail, seal.position::text AS position
    FROM audit_entry e
    LEFT JOIN booking b ON b.id = e.booking_id
    LEFT JOIN staff s ON 'staff:' || s.id = e.actor
    LEFT JOIN audit_seal seal ON seal.entry_id = e.id
   WHERE ($1::bigint IS NULL OR e.id < $1)
     AND ($2::text IS NULL OR e.actor = $2 OR $2 = 'staff' AND starts_with(e.actor, 'staff:'))
     AND ($3::text IS NULL OR translate(e.action, '_', '-') = $3)
     AND ($4::text IS NULL OR e.booking_id = ANY (ARRAY(
           SELECT id FROM booking WHERE reference = $4 OR id::text = lower($4))))
     AND ($5::timestamptz IS NULL OR e.at >= $5)
     AND ($6::timestamptz IS NULL OR e.at < $6)
   ORDER BY e.id DESC LIMIT $7`

/** Members of staff for the filter by actor, disabled accounts included, in order of names. */
export async function auditStaff({ db }: App): Promise<{ id: string; name: string }[]> {
  return db.prisma.staff.findMany({
    select: { id: true, name: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
}
