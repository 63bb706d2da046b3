import type { App } from '../../app/app.ts'
import { audit } from '../../audit/audit.ts'
import { bookingsBetween } from '../staff-bookings.ts'
import type { SignedInStaff } from '../../identity/session.ts'

export interface ExportInput {
  /** In the office's time zone. */
  day: string
  /** Null: all own departments. */
  departmentId?: string | null
  /** Null: all desks. */
  deskId?: string | null
}

export interface ExportedBookings {
  type: 'ExportedBookings'
  bookingIds: string[]
}

/**
 * Returns a day's bookings for an export file, and audits which member of staff exported which day and desks: retention
 * cannot delete data in a file. If the audit entry cannot be written, nothing is exported.
 */
export async function exportBookings(
  app: App,
  staff: SignedInStaff,
  { day, departmentId, deskId }: ExportInput,
): Promise<ExportedBookings> {
  const found = await bookingsBetween(app, staff, { from: day, to: day, departmentId })
  const bookings = found.filter((booking) => !deskId || booking.deskId === deskId)
  // The desks of the bookings, not the text of the request.
  const desks = [...new Set(bookings.map((booking) => booking.deskId))].sort()
  await audit(app.db.pool, `staff:${staff.id}`, 'booking.exported', {
    detail: { day, desks, count: bookings.length },
  })
  return { type: 'ExportedBookings', bookingIds: bookings.map(({ id }) => id) }
}
