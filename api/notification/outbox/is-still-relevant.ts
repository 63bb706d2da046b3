import type { Database } from '../../kernel/db.ts'
import type { ClaimedMessage, ClaimedNews } from '../message.ts'

/**
 * Whether a message is still worth sending, by what the database says now. The order of a booking's messages holds,
 * so a confirmation goes out although a cancellation follows it: both happened, and the calendar understands both.
 */
export async function isStillRelevant(
  db: Database,
  message: ClaimedMessage,
  now: Temporal.Instant,
): Promise<boolean> {
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
      // After an outage: nobody needs an invitation to what is over.
      return message.endsAt.getTime() > now.epochMilliseconds
    case 'REMINDER':
      return message.startsAt.getTime() > now.epochMilliseconds && (await stillTakesPlace(db, message))
  }
}

async function stillTakesPlace(db: Database, message: ClaimedNews): Promise<boolean> {
  const booking = await db.prisma.booking.findUnique({
    where: { id: message.bookingId },
    select: { status: true, startsAt: true, confirmedAt: true },
  })
  if (booking?.status !== 'CONFIRMED' || booking.startsAt.getTime() !== message.startsAt.getTime())
    return false
  // Who booked after this moment has just read everything in the confirmation.
  return booking.confirmedAt === null || booking.confirmedAt.getTime() <= message.dueAt.getTime()
}
