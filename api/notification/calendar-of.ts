import type { App } from '../app.ts'
import { loadAppointment } from './appointment.ts'
import { calendarObject } from './calendar.ts'
import { senderOf } from './sender.ts'

/**
 * The calendar object of a confirmed booking, byte for byte the one that its last message carries. Null when there is
 * no such booking. Whether it may be shown (not while held, not after cancelling) is the caller's to know.
 */
export async function calendarOf(
  app: Pick<App, 'db' | 'config' | 'secretKey' | 'now'>,
  bookingId: string,
): Promise<string | null> {
  const told = await app.db.prisma.outboxMessage.findFirst({
    where: { bookingId, kind: { in: ['CONFIRMED', 'MOVED'] } },
    orderBy: { sequence: 'desc' },
  })
  const state = told ? { told } : { now: app.now().toTemporalInstant() }
  const appointment = await loadAppointment(app.db, bookingId, senderOf(app), state)
  return appointment && calendarObject(appointment, 'REQUEST')
}
