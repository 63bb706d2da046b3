import type { Database } from '../../kernel/db.ts'
import type { ClaimedMessage, ClaimedNews } from '../message.ts'

/**
 * Whether a message should still be sent, by the present state of the database. A confirmation is sent although a
 * cancellation follows it: messages of a booking keep their order, and calendars need both.
 */
export async function isStillRelevant(db: Database, message: ClaimedMessage, now: Date): Promise<boolean> {
  switch (message.kind) {
    case 'FEEDBACK':
    case 'STAFF_INVITATION':
    case 'STAFF_PASSWORD':
      return true
    case 'CANCELLED_BY_CITIZEN':
    case 'CANCELLED_BY_OFFICE':
    case 'LINK':
      return true
    case 'CONFIRMED':
    case 'MOVED':
    case 'MOVED_BY_OFFICE':
      // After an outage, no invitation to an appointment in the past.
      return message.endsAt > now
    case 'REMINDER':
      return message.startsAt > now && (await stillTakesPlace(db, message))
  }
}

async function stillTakesPlace(db: Database, message: ClaimedNews): Promise<boolean> {
  const booking = await db.prisma.booking.findUnique({
    where: { id: message.bookingId },
    select: { status: true, startsAt: true, confirmedAt: true },
  })
  if (booking?.status !== 'CONFIRMED' || booking.startsAt.getTime() !== message.startsAt.getTime())
    return false
  // For bookings made after the reminder was due, the confirmation serves as reminder.
  return booking.confirmedAt === null || booking.confirmedAt <= message.dueAt
}
