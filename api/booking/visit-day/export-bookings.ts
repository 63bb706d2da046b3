import type { App } from '../../app.ts'
import { audit } from '../../audit/audit.ts'
import { bookingsBetween } from '../staff-bookings.ts'
import type { SignedInStaff } from '../../identity/session.ts'

export interface ExportInput {
  /** Of the office. */
  day: string
  /** Null: of all own departments. */
  departmentId?: string | null
  /** Null: of all desks. */
  deskId?: string | null
}

export interface ExportedBookings {
  type: 'ExportedBookings'
  bookingIds: string[]
}

/**
 * Hands out a day's bookings for a file that leaves the product, and writes down who took those of which day and
 * desks: what is in a file is out of the reach of retention. Who cannot be written down gets nothing.
 */
export async function exportBookings(
  app: App,
  staff: SignedInStaff,
  { day, departmentId, deskId }: ExportInput,
): Promise<ExportedBookings> {
  const found = await bookingsBetween(app, staff, { from: day, to: day, departmentId })
  const bookings = found.filter((booking) => !deskId || booking.deskId === deskId)
  // Desks as the bookings have them, not as somebody typed them.
  const desks = [...new Set(bookings.map((booking) => booking.deskId))].sort()
  await audit(app.db.pool, `staff:${staff.id}`, 'booking.exported', {
    detail: { day, desks, count: bookings.length },
  })
  return { type: 'ExportedBookings', bookingIds: bookings.map(({ id }) => id) }
}
