import type { App } from '../../app.ts'
import type { Booking } from '../../generated/prisma/client.ts'
import type { SignedInStaff } from '../../identity/session.ts'
import { addMinutes, minuteOf } from '../../kernel/instant.ts'
import {
  type Appointment,
  loadAppointments,
  type AppointmentSnapshot,
} from '../../notification/compose/appointment.ts'
import { renderMessage } from '../../notification/compose/render.ts'
import { senderOf } from '../../notification/sender.ts'
import { bookingsForStaff } from '../staff-bookings.ts'

/** A move or a cancellation that the office is about to make. */
export interface Intent {
  bookingId: string
  /** The new start; null: the booking is cancelled. */
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

/** The mail that a move or a cancellation would send, see `mailPreviews`. */
export async function mailPreview(
  app: App,
  staff: SignedInStaff,
  intent: Intent,
  now: Date,
): Promise<MailPreview | null> {
  const [preview] = await mailPreviews(app, staff, [intent], now)
  return preview ?? null
}

/**
 * The mails that moves or cancellations would send, each in the citizen's language, in the order of the intents. Null
 * for a booking that does not exist or is not of this person's departments. Nothing is changed or sent. Two statements,
 * however many intents; each booking at most once.
 */
export async function mailPreviews(
  app: App,
  staff: SignedInStaff,
  intents: readonly Intent[],
  now: Date,
): Promise<(MailPreview | null)[]> {
  const found = await bookingsForStaff(
    app,
    staff,
    intents.map(({ bookingId }) => bookingId),
  )
  const bookings = new Map(found.map((booking) => [booking.id, booking]))
  const states = new Map(
    intents.flatMap((intent) => {
      const booking = bookings.get(intent.bookingId)
      return booking ? [[booking.id, { snapshot: stateAfter(booking, intent, now) }] as const] : []
    }),
  )
  const appointments = await loadAppointments(app.db, states, senderOf(app))
  return intents.map((intent) => {
    const appointment = appointments.get(intent.bookingId)
    return appointment ? previewOf(appointment, intent) : null
  })
}

/** The state of the booking that the mail would show. */
function stateAfter(booking: Booking, { startsAt, reason }: Intent, now: Date): AppointmentSnapshot {
  const start = startsAt ?? booking.startsAt
  const minutes = minuteOf(booking.endsAt) - minuteOf(booking.startsAt)
  return {
    startsAt: start,
    endsAt: addMinutes(start, minutes),
    previousStartsAt: startsAt ? booking.startsAt : null,
    sequence: booking.sequence + 1,
    reason: reason ?? null,
    locale: null,
    createdAt: now,
  }
}

function previewOf(appointment: Appointment, { startsAt, reason }: Intent): MailPreview {
  // The manage link is a secret of the citizen, which the office does not see either.
  const withoutSecret = { ...appointment, manageUrl: appointment.manageUrl.replace(/[^/]+$/, '…') }
  const kind = startsAt ? (reason == null ? 'MOVED' : 'MOVED_BY_OFFICE') : 'CANCELLED_BY_OFFICE'
  const { subject, text, locale } = renderMessage(kind, withoutSecret)
  return { subject, text, locale, hasRecipient: Boolean(appointment.contact?.email) }
}
