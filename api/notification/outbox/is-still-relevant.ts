import type { Database } from '../../kernel/db.ts'
import type { ClaimedMessage, ClaimedNews } from '../message.ts'

/**
 * Whether a message should still be sent, by the current state of the database. A confirmation is sent even if a
 * cancellation follows, because calendars need both, in this order.
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
      // After an outage the appointment may be over.
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
  // A booking that was made after the reminder was due needs no reminder: its confirmation is recent.
  return booking.confirmedAt === null || booking.confirmedAt <= message.dueAt
}
