import type { App } from '../../app.ts'
import { loadAppointment } from '../../notification/compose/appointment.ts'
import { renderMessage } from '../../notification/compose/render.ts'
import { senderOf } from '../../notification/sender.ts'
import { bookingForStaff } from '../staff-bookings.ts'
import type { SignedInStaff } from '../../identity/session.ts'

/** The change whose mail is shown. */
export interface Intent {
  bookingId: string
  /** The new start; null: a cancellation. */
  startsAt?: Date | null
  /** In the office's words; null with a move: the citizen has asked for it. */
  reason?: string | null
}

/** A mail as the citizen would get it. */
export interface MailPreview {
  subject: string
  text: string
  locale: string
  /** Whether there is an address to send it to. */
  hasRecipient: boolean
}

/** The mail that a move or a cancellation would send, in the citizen's language; nothing is changed or sent. */
export async function mailPreview(
  app: App,
  staff: SignedInStaff,
  { bookingId, startsAt, reason }: Intent,
  now: Date,
): Promise<MailPreview | null> {
  const booking = await bookingForStaff(app, staff, bookingId)
  if (!booking) return null
  const lasts = booking.endsAt.getTime() - booking.startsAt.getTime()
  const start = startsAt ?? booking.startsAt
  const appointment = await loadAppointment(app.db, booking.id, senderOf(app), {
    snapshot: {
      startsAt: start,
      endsAt: new Date(start.getTime() + lasts),
      previousStartsAt: startsAt ? booking.startsAt : null,
      sequence: booking.sequence + 1,
      reason: reason ?? null,
      locale: null,
      createdAt: now,
    },
  })
  if (!appointment) return null
  // The link gives access to the booking as the citizen: the office does not see it either.
  appointment.manageUrl = appointment.manageUrl.replace(/[^/]+$/, '…')
  const kind = startsAt ? (reason == null ? 'MOVED' : 'MOVED_BY_OFFICE') : 'CANCELLED_BY_OFFICE'
  const { subject, text, locale } = renderMessage(kind, appointment)
  return { subject, text, locale, hasRecipient: Boolean(appointment.contact?.email) }
}
