import type { App } from '../app.ts'
import { loadAppointment } from './appointment.ts'
import { calendarObject } from './calendar.ts'

/**
 * The calendar object of a confirmed booking, byte for byte the one that its last message carries. Null when there is
 * no such booking. Whether it may be shown (not while held, not after cancelling) is the caller's to know.
 */
export async function calendarOf(
  { db, config, secretKey, now }: Pick<App, 'db' | 'config' | 'secretKey' | 'now'>,
  bookingId: string,
): Promise<string | null> {
  const told = await db.prisma.outboxMessage.findFirst({
    where: { bookingId, kind: { in: ['CONFIRMED', 'MOVED'] } },
    orderBy: { sequence: 'desc' },
  })
  const sender = { publicUrl: config.publicUrl, mailFrom: config.mailFrom, secretKey }
  const state = told ? { told } : { now: now().toTemporalInstant() }
  const appointment = await loadAppointment(db, bookingId, sender, state)
  return appointment && calendarObject(appointment, 'REQUEST')
}
