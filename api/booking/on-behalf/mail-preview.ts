import type { App } from '../../app/app.ts'
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

/** A move or cancellation that the office is preparing. */
export interface Intent {
  bookingId: string
  /** The new start; null: a cancellation. */
  startsAt?: Date | null
  /** Text of the office for the citizen; null for a move: the citizen has asked for it. */
  reason?: string | null
}

/** A mail as the citizen would receive it. */
export interface MailPreview {
  subject: string
  text: string
  locale: string
  /** Whether the booking has an e-mail address. */
  hasRecipient: boolean
}

/**
 * The mails that moves or cancellations would send, in the citizens' languages and in the order of the intents. Null for a
 * booking that does not exist or belongs to another department. Changes and sends nothing. Needs two statements for any
 * number of intents.
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
  const allowed = intents.flatMap((intent) => {
    const booking = bookings.get(intent.bookingId)
    return booking ? [{ intent, booking }] : []
  })
  const requests = allowed.map(({ intent, booking }) => ({
    bookingId: booking.id,
    state: { snapshot: stateAfter(booking, intent, now) },
  }))
  const appointments = await loadAppointments(app.db, requests, senderOf(app))
  const previews = new Map(
    allowed.map(({ intent }, index) => {
      const appointment = appointments[index]
      return [intent, appointment ? previewOf(appointment, intent) : null]
    }),
  )
  return intents.map((intent) => previews.get(intent) ?? null)
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
  // The manage token is a secret of the citizen; the office must not see it.
  const withoutSecret = { ...appointment, manageUrl: appointment.manageUrl.replace(/[^/]+$/, '…') }
  const kind = startsAt ? (reason == null ? 'MOVED' : 'MOVED_BY_OFFICE') : 'CANCELLED_BY_OFFICE'
  const { subject, text, locale } = renderMessage(kind, withoutSecret)
  return { subject, text, locale, hasRecipient: Boolean(appointment.contact?.email) }
}
