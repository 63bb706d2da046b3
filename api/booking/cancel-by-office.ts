import type { App } from '../app.ts'
import type { SignedInStaff } from '../identity/session.ts'
import { writeCancellation } from './cancel.ts'
import { checkReason, isUuid } from './input.ts'
import { lockBooking } from './locked.ts'
import { invalid, type InvalidInput, type Refused, refused, type UpdatedBookings } from '../kernel/outcome.ts'
import { inTransaction, Undo } from '../kernel/transaction.ts'
import { MAX_CANCELLATIONS } from '../kernel/limits.ts'

/**
 * Cancels bookings for the office, all of them or none; every citizen gets a mail with the reason. Those that
 * are cancelled already stay as they are, and nobody is told twice.
 */
export async function cancelBookings(
  app: App,
  staff: SignedInStaff,
  input: { bookingIds: string[]; reason: string },
): Promise<UpdatedBookings | InvalidInput | Refused> {
  const reason = checkReason(input.reason)
  const ids = [...new Set(input.bookingIds)]
  if ('problems' in reason) return invalid(reason.problems)
  if (ids.length === 0) return invalid([{ field: 'bookingIds', code: 'REQUIRED' }])
  if (ids.length > MAX_CANCELLATIONS)
    return invalid([{ field: 'bookingIds', code: 'TOO_MANY_BOOKINGS', limit: MAX_CANCELLATIONS }])

  const visible = await app.db.prisma.booking.findMany({
    where: { id: { in: ids.filter(isUuid) }, ...staff.mayWorkWith },
    select: { id: true },
  })
  const unknown = ids.flatMap((id, index) => (visible.some((booking) => booking.id === id) ? [] : [index]))
  if (unknown.length > 0)
    return invalid(
      unknown.map((index) => ({ field: `bookingIds.${index}`, code: 'UNKNOWN_BOOKING' as const })),
    )

  const outcome = await inTransaction<UpdatedBookings | Refused>(app.db.pool, async (client) => {
    // Everybody locks in the same order, so that two clerks who choose the same bookings don't block each other.
    for (const id of ids.toSorted()) {
      const { status } = await lockBooking(client, id)
      if (status === 'CANCELLED') continue
      if (status !== 'CONFIRMED' && status !== 'CHECKED_IN' && status !== 'CALLED')
        throw new Undo(refused('NOT_ALLOWED'))
      await writeCancellation(client, id, { by: 'OFFICE', actor: `staff:${staff.id}`, reason: reason.value })
    }
    return { type: 'UpdatedBookings', bookingIds: ids }
  })
  if (outcome.type === 'UpdatedBookings') {
    app.wakeWorker()
    await app.horizon.committed()
  }
  return outcome
}
