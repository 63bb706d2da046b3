import type { App } from '../app/app.ts'
import { runCommand } from '../app/command.ts'
import type { SignedInStaff } from '../identity/session.ts'
import { check } from '../inputs/field-problems.ts'
import { reason as reasonSchema } from '../inputs/reason.ts'
import { isUuid } from '../inputs/uuid.ts'
import { invalid, type InvalidInput, type Refused, refused, type UpdatedBookings } from '../kernel/outcome.ts'
import { MAX_CANCELLATIONS } from '../kernel/limits.ts'
import { Rollback } from '../kernel/transaction.ts'
import { writeCancellations } from './cancel.ts'

const CANCELLABLE = new Set(['CONFIRMED', 'CHECKED_IN', 'CALLED'])

/**
 * Cancels bookings for the office, all of them or none; every citizen gets a mail with the reason. Bookings that are
 * cancelled already stay as they are, without a second mail.
 */
export async function cancelBookings(
  app: App,
  staff: SignedInStaff,
  input: { bookingIds: string[]; reason: string },
  now: Date,
): Promise<UpdatedBookings | InvalidInput | Refused> {
  const reason = check(reasonSchema, input.reason, 'reason')
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

  return runCommand<UpdatedBookings | Refused>(app, { messages: true }, async (client) => {
    const { rows } = await client.query<{ id: string; status: string }>(
      'SELECT id, status FROM booking WHERE id = ANY($1) ORDER BY id FOR UPDATE',
      [ids],
    )
    if (rows.length < ids.length) throw new Rollback(refused('NOT_FOUND'))
    const open = rows.filter(({ status }) => status !== 'CANCELLED')
    if (!open.every(({ status }) => CANCELLABLE.has(status))) throw new Rollback(refused('NOT_ALLOWED'))
    await writeCancellations(
      client,
      open.map(({ id }) => id),
      { by: 'OFFICE', actor: `staff:${staff.id}`, reason: reason.value },
      now,
    )
    return { type: 'UpdatedBookings', bookingIds: ids }
  })
}
