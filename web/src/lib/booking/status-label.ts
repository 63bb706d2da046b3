import { m } from '#lib/i18n/i18n.ts'
import type { BookingData } from './booking.graphql.ts'

const labels = {
  HELD: m.status_HELD,
  CONFIRMED: m.status_CONFIRMED,
  CHECKED_IN: m.status_CHECKED_IN,
  CALLED: m.status_CALLED,
  COMPLETED: m.status_COMPLETED,
  NO_SHOW: m.status_NO_SHOW,
  CANCELLED: m.status_CANCELLED,
} satisfies Record<BookingData['status'], () => string>

/** The label of a status in the language of the page. */
export const statusLabel = (status: BookingData['status']): string => labels[status]()
